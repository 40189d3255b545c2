import{E as e,O as t,S as n}from"./mantine.js";import{n as r}from"./react.js";import{t as i}from"./useWords.js";import{n as a,t as o}from"./gql.js";import{r as s}from"./To.js";var c=r(),l=o(`
  query RecordsOf($ids: [ID!], $entity: ID, $first: Int!, $asKnownAt: DateTime) {
    records(ids: $ids, entity: $entity, first: $first, asKnownAt: $asKnownAt) {
      edges {
        node {
          ...RecordsShown
        }
      }
      shown
      total
      rankedBy
    }
  }

  fragment RecordsShown on Record {
    id
    source
    sourceKey
    version
    grade
    gradeProbability
    handling {
      owner
      tlp
      category
      releasableTo
    }
    observedAt
    loadedAt
    withdrawn
    raw
    origin
  }
`);function u({record:r}){let{t:o}=a(),{moment:l,two:u}=i();s([r.handling]);let{owner:d,tlp:f,category:p,releasableTo:m}=r.handling;return(0,c.jsxs)(`article`,{className:`record`,children:[(0,c.jsxs)(`h3`,{children:[r.source,` `,(0,c.jsx)(`bdi`,{children:r.sourceKey})]}),(0,c.jsxs)(t,{gap:6,mb:4,children:[(0,c.jsx)(n,{variant:`outline`,color:`gray`,c:`dimmed`,radius:`xs`,title:o(`records.gradeMeans`),children:o(`records.grade`,{grade:r.grade,probability:u(r.gradeProbability)})}),(0,c.jsx)(n,{variant:`outline`,color:`gray`,c:`dimmed`,radius:`xs`,children:`TLP:${f.toUpperCase().replace(`_`,`+`)}`}),r.withdrawn&&(0,c.jsx)(n,{color:`red.9`,children:o(`records.withdrawn`)})]}),(0,c.jsxs)(e,{size:`xs`,c:`dimmed`,children:[o(`records.from`,{owner:d,category:o(`categories.${p}`)}),m.length>0&&` · ${o(`records.releasable`,{to:m.join(`, `)})}`]}),(0,c.jsxs)(e,{size:`xs`,c:`dimmed`,children:[r.observedAt&&o(`records.seen`,{at:r.observedAt}),r.observedAt&&` · `,o(`records.loaded`,{at:l(r.loadedAt),origin:r.origin})]}),(0,c.jsx)(`pre`,{dir:`auto`,tabIndex:0,children:r.raw})]})}var d=864e5,f=e=>e.toISOString().slice(0,10);function p({start:e,end:t},n){if(!e||!t)return{start:e,end:t};let[r,i]=[Date.parse(e),Date.parse(t)],a=i-r+d;return{start:f(new Date(r+n*a)),end:f(new Date(i+n*a))}}export{u as i,p as n,l as r,f as t};