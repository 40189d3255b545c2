const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["WhereaboutsMap2.js","WhereaboutsMap.js","rolldown-runtime.js","mantine.js","react.js","mantine.css","gql.js","Answer.js","Heads.js","Scrolls.js","To.js","RouteMap.js","palette.js","d3-array.js","maplibre.js","maplibre.css"])))=>i.map(i=>d[i]);
import{n as e}from"./rolldown-runtime.js";import{A as t,D as n,O as r,V as i,i as a,o,s,w as c}from"./mantine.js";import{i as l,n as u}from"./react.js";import{n as d,t as f}from"./gql.js";import{a as p,i as m,n as h,s as g,t as _,u as v,y}from"./Answer.js";import{r as b}from"./marking.js";import{t as x}from"./To.js";import{n as ee,o as te,r as ne,s as S,t as C}from"./ChainPicture.js";import{a as w,i as T,n as E,t as D}from"./Scrolls.js";import{n as O,r as k,t as A}from"./preload-helper.js";import{i as j,n as M,o as N,r as P,t as F}from"./Waterfall.js";import{t as I}from"./Heads.js";var L=e(l(),1),R=u(),z=30;function B({id:e}){let{t}=d(),n=g(),i=v(O,{ids:null,entity:e,first:z,asKnownAt:n});return(0,R.jsx)(_,{of:i,children:({records:{edges:e,shown:n,total:i,rankedBy:o}})=>(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(a,{order:2,size:`h5`,children:t(`entity.tabs.records`)}),(0,R.jsx)(r,{size:`sm`,c:`dimmed`,children:t(`shown.of`,{shown:n,total:i??t(`shown.more`),by:o})}),e.map(({node:e})=>(0,R.jsx)(k,{record:e},e.id))]})})}var V=f(`
  query Happened($ids: [ID!]!, $limit: Int!, $asKnownAt: DateTime) {
    timeline(ids: $ids, limit: $limit, asKnownAt: $asKnownAt) {
      events {
        id
        kind
        at {
          earliest
          latest
        }
        until {
          latest
        }
        summary
        entities {
          id
          caption
          strand
        }
        link {
          nature
        }
      }
      undatedLinks
      undatedRecords
      truncated {
        shown
        total
        rankedBy
      }
    }
  }
`),H=60;function U({entity:e}){let t=g(),n=v(V,{ids:[e.id],limit:H,asKnownAt:t});return(0,R.jsx)(_,{of:n,children:({timeline:t})=>(0,R.jsx)(re,{entity:e,...t})})}function re({entity:e,events:t,truncated:n,undatedLinks:a,undatedRecords:o}){let{t:s}=d(),c=p(),{ref:l,width:u}=i(),f=t.flatMap(t=>W(t,e.id)),m=t.flatMap(({entities:e})=>e),h=[...new Map([e,...m].map(({id:e,caption:t,strand:n})=>[e,{id:e,caption:t,strand:n}]))].map(([,e])=>e),g=P(f),{shown:_,total:v,rankedBy:y}=n;return(0,R.jsxs)(`section`,{className:`timeline`,ref:l,children:[(0,R.jsx)(r,{size:`sm`,c:`dimmed`,mb:`xs`,children:s(`shown.of`,{shown:_,total:v,by:y})}),g?(0,R.jsx)(M,{lanes:h,bars:f,span:g,width:u,chosen:``,choose:t=>{let n=f.find(e=>e.id===t)?.lanes[1];n&&n!==e.id&&c(`/entity/${n}`)}}):(0,R.jsx)(r,{children:s(`timeline.nothing`)}),a+o>0&&(0,R.jsx)(r,{size:`sm`,c:`dimmed`,mt:`xs`,children:s(`timeline.undated`,{count:a+o})})]})}function W({id:e,at:t,until:n,summary:r,entities:i,link:a},o){let s=t?.earliest??n?.latest,c=n?.latest??t?.latest;return!s||!c?[]:[{id:e,lanes:[o,i.find(e=>e.id!==o)?.id??o],from:new Date(s),to:new Date(c),label:r,title:r,dashed:a?.nature===`context`}]}var G=f(`
  query EntityTold($id: ID!, $asKnownAt: DateTime) {
    entity(id: $id, asKnownAt: $asKnownAt) {
      id
      kind
      caption
      strand
      classes {
        name
        rule
        support
        records(first: 3) {
          id
          source
          sourceKey
        }
      }
      facts {
        property
        value
        support
        statements(first: 5) {
          value
          record {
            id
            source
            sourceKey
            grade
            observedAt
          }
        }
      }
      factsComplete
      mentions(first: 30) {
        edges {
          node {
            id
            key
            kind
            properties {
              property
              values
            }
            record {
              id
              source
              sourceKey
              grade
            }
          }
        }
        shown
        total
        rankedBy
      }
      joins(first: 30) {
        edges {
          node {
            by
            probability
            judgement
            left {
              id
            }
            right {
              id
            }
          }
        }
        shown
        total
        rankedBy
      }
      linkCounts {
        type
        count
      }
      links(first: 30) {
        edges {
          node {
            outgoing
            link {
              id
              type
              nature
              sentence
              confidence
              independentSources
              sources
              validFrom
              validTo
            }
            far {
              id
              kind
              caption
              strand
            }
          }
        }
        shown
        total
        rankedBy
      }
      seenBetween {
        first
        last
      }
      marking {
        tlp
        owners
        categories
        releasableTo
      }
    }
  }
`);function K({entity:e}){let{t}=d();return(0,R.jsxs)(D,{label:t(`entity.tabs.facts`),children:[!e.factsComplete&&(0,R.jsx)(r,{c:`dimmed`,children:t(`entity.factsCut`)}),(0,R.jsxs)(s,{className:`tight`,children:[(0,R.jsx)(I,{names:[t(`facts.property`),t(`facts.value`),t(`facts.support`),t(`facts.who`)]}),(0,R.jsx)(s.Tbody,{children:e.facts.map(e=>(0,R.jsxs)(s.Tr,{children:[(0,R.jsx)(s.Td,{children:e.property.replaceAll(`_`,` `)}),(0,R.jsx)(s.Td,{dir:`auto`,children:e.value}),(0,R.jsx)(s.Td,{children:e.support}),(0,R.jsxs)(s.Td,{children:[e.statements.map(({value:t,record:n})=>(0,R.jsxs)(`div`,{children:[n?.source,` `,(0,R.jsx)(`bdi`,{children:n?.sourceKey}),` (`,n?.grade,`)`,t!==e.value&&(0,R.jsxs)(`bdi`,{children:[` “`,t,`”`]})]},`${n?.id} ${t}`)),e.support>e.statements.length&&(0,R.jsx)(r,{size:`xs`,c:`dimmed`,children:t(`facts.andMore`,{count:e.support-e.statements.length})})]})]},`${e.property} ${e.value}`))})]})]})}function q({entity:e}){let{t}=d(),n=T(),i=w(),{count:a,days:o,two:c}=E(),{edges:l,shown:u,total:f,rankedBy:p}=e.links;return(0,R.jsxs)(D,{label:t(`entity.tabs.links`),children:[(0,R.jsx)(r,{size:`sm`,children:e.linkCounts.map(e=>`${n(e.type)} ${a(e.count)}`).join(` · `)}),(0,R.jsx)(r,{size:`sm`,c:`dimmed`,my:`xs`,children:t(`shown.of`,{shown:u,total:f??t(`shown.more`),by:p})}),(0,R.jsxs)(s,{className:`tight`,children:[(0,R.jsx)(I,{names:[t(`table.says`),t(`table.far`),t(`table.when`),t(`table.sure`),t(`table.sources`),t(`table.nature`)]}),(0,R.jsx)(s.Tbody,{children:l.map(({node:{link:e,far:n}})=>(0,R.jsxs)(s.Tr,{children:[(0,R.jsx)(s.Td,{dir:`auto`,children:i(e)}),(0,R.jsx)(s.Td,{children:(0,R.jsx)(x,{path:`/entity/${n.id}`,children:(0,R.jsx)(`bdi`,{children:n.caption||t(`entity.unnamed`)})})}),(0,R.jsx)(s.Td,{children:o(e.validFrom,e.validTo)}),(0,R.jsx)(s.Td,{children:c(e.confidence)}),(0,R.jsx)(s.Td,{children:e.sources.join(`, `)}),(0,R.jsx)(s.Td,{children:e.nature===`context`?t(`nature.context`):t(`nature.conduct`)})]},e.id))})]})]})}var J=f(`
  query WhyOne($one: ID!, $other: ID!, $asKnownAt: DateTime) {
    why(one: $one, other: $other, asKnownAt: $asKnownAt) {
      together
      same {
        probability
        criteria
        evidence {
          feature
          level
          one
          other
          weight
        }
      }
    }
  }
`);function Y({one:e,other:t}){let{t:n}=d(),{two:i}=E(),a=g(),o=v(J,{one:e,other:t,asKnownAt:a});return(0,R.jsx)(_,{of:o,children:({why:e})=>{if(!e)return(0,R.jsx)(r,{c:`dimmed`,children:n(`why.notCompared`)});let{probability:t,criteria:a,evidence:o}=e.same;return(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(r,{my:`xs`,children:n(`why.probability`,{probability:i(t),criteria:a})}),(0,R.jsx)(F,{parts:o})]})}})}function X({entity:e}){let{t}=d(),{two:i}=E(),[o,c]=(0,L.useState)(null),l=e.mentions.edges.map(({node:e})=>e),u=new Map(l.map(e=>[e.id,ie(e)])),f=e.joins.edges.map(({node:e})=>e);return(0,R.jsxs)(`div`,{className:`columns`,children:[(0,R.jsxs)(`section`,{children:[(0,R.jsx)(a,{order:2,size:`h5`,children:t(`why.mentions`)}),(0,R.jsx)(r,{size:`sm`,c:`dimmed`,children:t(`shown.of`,{shown:e.mentions.shown,total:e.mentions.total??t(`shown.more`),by:e.mentions.rankedBy})}),l.map(e=>(0,R.jsxs)(`article`,{className:`record`,children:[(0,R.jsxs)(`h3`,{children:[e.record?.source,` `,(0,R.jsx)(`bdi`,{children:e.record?.sourceKey}),` (`,e.record?.grade,`)`]}),e.properties.map(({property:e,values:t})=>(0,R.jsxs)(`div`,{children:[(0,R.jsxs)(r,{span:!0,size:`xs`,c:`dimmed`,children:[e.replaceAll(`_`,` `),` `]}),(0,R.jsx)(`bdi`,{children:t.join(`; `)})]},e))]},e.id))]}),(0,R.jsxs)(`section`,{children:[(0,R.jsx)(a,{order:2,size:`h5`,children:t(`why.title`)}),f.length===0&&(0,R.jsx)(r,{c:`dimmed`,children:t(`why.single`)}),(0,R.jsx)(s,{className:`tight`,children:(0,R.jsx)(s.Tbody,{children:f.map(({by:e,probability:t,left:r,right:a})=>(0,R.jsxs)(s.Tr,{children:[(0,R.jsx)(s.Td,{children:(0,R.jsxs)(n,{component:`button`,ta:`start`,onClick:()=>r&&a&&c([r.id,a.id]),children:[u.get(r?.id??``)??`…`,` = `,u.get(a?.id??``)??`…`]})}),(0,R.jsx)(s.Td,{children:e}),(0,R.jsx)(s.Td,{children:i(t)})]},`${r?.id} ${a?.id} ${e}`))})}),o&&(0,R.jsx)(Y,{one:o[0],other:o[1]})]})]})}function ie({properties:e,record:t}){return[e.find(({property:e})=>e===`name`)?.values[0],t?.source].filter(Boolean).join(` / `)}var ae=f(`
  query MissingAround($around: EndpointInput!, $asKnownAt: DateTime) {
    missingLinks(around: $around, first: 20, asKnownAt: $asKnownAt) {
      suggestions {
        one {
          ...Suggested
        }
        other {
          ...Suggested
        }
        oneRole
        otherRole
        link
        probability
        low
        high
        pairs
        links
      }
      shown
      total
      rankedBy
    }
  }

  fragment Suggested on Entity {
    id
    caption
    marking {
      tlp
    }
  }
`);function oe({id:e}){let{t}=d(),n=v(ae,{around:{entity:e},asKnownAt:g()});return(0,R.jsxs)(R.Fragment,{children:[(0,R.jsxs)(r,{size:`sm`,children:[t(`missing.means`),` `,t(`missing.hidden`)]}),(0,R.jsx)(_,{of:n,children:({missingLinks:e})=>(0,R.jsx)(se,{...e})})]})}function se({suggestions:e,shown:t,total:n,rankedBy:i}){let{t:a}=d(),o=T(),{count:c,share:l}=E();return b(e.flatMap(({one:e,other:t})=>[e.marking,t.marking])),e.length===0?(0,R.jsx)(r,{c:`dimmed`,children:a(n===0?`missing.tooLittle`:`missing.none`)}):(0,R.jsxs)(D,{label:a(`entity.tabs.missing`),children:[(0,R.jsx)(r,{size:`sm`,c:`dimmed`,my:`xs`,children:a(`shown.of`,{shown:t,total:n,by:i})}),(0,R.jsxs)(s,{className:`tight`,children:[(0,R.jsx)(I,{names:[a(`missing.perhaps`),a(`missing.sure`),a(`missing.alike`),a(`missing.why`)]}),(0,R.jsx)(s.Tbody,{children:e.map(({one:e,oneRole:t,other:n,otherRole:r,link:i,probability:u,low:d,high:f,pairs:p,links:m})=>(0,R.jsxs)(s.Tr,{children:[(0,R.jsxs)(s.Td,{children:[(0,R.jsx)(Z,{entity:e,role:t}),` `,(0,R.jsx)(`i`,{children:o(i)}),` `,(0,R.jsx)(Z,{entity:n,role:r}),`?`]}),(0,R.jsxs)(s.Td,{children:[l(u),` (`,l(d),` – `,l(f),`)`]}),(0,R.jsx)(s.Td,{children:a(`missing.of`,{links:c(Math.round(m)),pairs:c(Math.round(p))})}),(0,R.jsx)(s.Td,{children:(0,R.jsx)(x,{path:`/`,wanted:{from:e.id,to:n.id,hops:`3`},children:a(`missing.chains`)})})]},`${e.id} ${n.id} ${i}`))})]})]})}function Z({entity:{id:e,caption:t},role:n}){let{t:r}=d();return(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(x,{path:`/entity/${e}`,children:(0,R.jsx)(`bdi`,{children:t||r(`entity.unnamed`)})}),n===`CONTEXT`&&` (${r(`chains.context`)})`]})}function Q({entity:e}){return ne.filter(t=>e.classes.every(e=>e.name!==t)).map(t=>(0,R.jsx)(ce,{id:e.id,name:t},t))}function ce({id:e,name:t}){let{t:n}=d(),i=p(),o=g(),s={from:e,to:t},c=te(e=>s[e]??``),l=v(N,{...S(c,o),first:1});return(0,R.jsxs)(`section`,{children:[(0,R.jsx)(a,{order:2,size:`h5`,mt:`md`,children:n(`classes.${t}`)}),(0,R.jsx)(_,{of:l,children:({connections:{edges:e}})=>{let t=e[0]?.node;return t?(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(C,{chain:t,step:null,choose:e=>i(`/`,{...s,chain:t.id,step:String(e)})}),(0,R.jsx)(j,{chain:t}),(0,R.jsx)(x,{path:`/`,wanted:{...s},size:`sm`,children:n(`entity.allChains`)})]}):(0,R.jsx)(r,{c:`dimmed`,children:n(`chains.none`)})}})]})}var le=(0,L.lazy)(()=>A(()=>import(`./WhereaboutsMap2.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15])));function ue(){let{t:e}=d(),{id:t=``}=y(),n=g(),i=v(G,{id:t,asKnownAt:n});return(0,R.jsx)(_,{of:i,children:({entity:t})=>t?(0,R.jsx)(de,{entity:t}):(0,R.jsxs)(`div`,{className:`padded`,role:`alert`,children:[(0,R.jsx)(a,{order:1,size:`h4`,children:e(`entity.absent`)}),(0,R.jsx)(r,{c:`dimmed`,children:e(`entity.absentHint`)})]})})}var $=[`facts`,`links`,`chains`,`timeline`,`map`,`mentions`,`records`,`missing`];function de({entity:e}){let{t}=d(),{get:n,change:r}=m();b([e.marking]);let i=$.find(e=>e===n(`tab`))??`facts`;return(0,R.jsxs)(`div`,{className:`padded`,children:[(0,R.jsx)(fe,{entity:e}),(0,R.jsxs)(o,{value:i,onChange:e=>r({tab:e===`facts`?null:e}),keepMounted:!1,mt:`md`,children:[(0,R.jsx)(o.List,{children:$.map(e=>(0,R.jsx)(o.Tab,{value:e,children:t(`entity.tabs.${e}`)},e))}),(0,R.jsx)(o.Panel,{value:`facts`,pt:`md`,children:(0,R.jsx)(K,{entity:e})}),(0,R.jsx)(o.Panel,{value:`links`,pt:`md`,children:(0,R.jsx)(q,{entity:e})}),(0,R.jsx)(o.Panel,{value:`chains`,pt:`md`,children:(0,R.jsx)(Q,{entity:e})}),(0,R.jsx)(o.Panel,{value:`timeline`,pt:`md`,children:(0,R.jsx)(U,{entity:e})}),(0,R.jsx)(o.Panel,{value:`map`,pt:`md`,children:(0,R.jsx)(L.Suspense,{fallback:(0,R.jsx)(h,{}),children:(0,R.jsx)(le,{ids:[e.id]})})}),(0,R.jsx)(o.Panel,{value:`mentions`,pt:`md`,children:(0,R.jsx)(X,{entity:e})}),(0,R.jsx)(o.Panel,{value:`records`,pt:`md`,children:(0,R.jsx)(B,{id:e.id})}),(0,R.jsx)(o.Panel,{value:`missing`,pt:`md`,children:(0,R.jsx)(oe,{id:e.id})})]})]})}function fe({entity:e}){let{t:n}=d(),{days:i}=E(),{marking:o,seenBetween:s}=e,l=i(s.first,s.last);return(0,R.jsxs)(t,{wrap:`nowrap`,align:`flex-start`,children:[(0,R.jsx)(ee,{kind:e.kind,strand:e.strand,size:64}),(0,R.jsxs)(`div`,{children:[(0,R.jsx)(a,{order:1,size:`h3`,dir:`auto`,children:e.caption||n(`entity.unnamed`)}),(0,R.jsxs)(t,{gap:`xs`,my:4,children:[(0,R.jsx)(r,{c:`dimmed`,children:n(`kinds.${e.kind}`)}),e.classes.map(({name:e,rule:t})=>(0,R.jsx)(c,{className:`class-name`,variant:`outline`,color:`gray`,c:`inherit`,radius:`xs`,children:n(`classes.${e}`)},t))]}),(0,R.jsxs)(r,{size:`sm`,c:`dimmed`,children:[l&&`${n(`entity.seen`,{when:l})} · `,n(`entity.marked`,{tlp:`TLP:${o.tlp.toUpperCase().replace(`_`,`+`)}`,owners:o.owners.join(`, `)})]}),(0,R.jsx)(r,{size:`sm`,mt:4,children:(0,R.jsx)(x,{path:`/`,wanted:{from:e.id,to:`CHEMICAL_SUPPLIER`},children:n(`entity.askFrom`)})}),e.classes.map(({name:e,rule:t,support:i,records:a})=>(0,R.jsxs)(r,{c:`dimmed`,component:`details`,children:[(0,R.jsx)(`summary`,{children:n(`entity.classBy`,{name:n(`classes.${e}`),rule:t,count:i})}),a.length<i&&`${n(`shown.of`,{shown:a.length,total:i,by:`id`})}: `,a.map(e=>`${e.source} ${e.sourceKey}`).join(`; `)]},t))]})]})}export{ue as default};