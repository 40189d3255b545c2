import{O as e,i as t,u as n}from"./mantine.js";import{n as r,t as i}from"./gql.js";import{a,i as o,l as s,n as c,t as l}from"./address.js";import{n as u,o as d,s as f,t as p}from"./question.js";import{n as m}from"./marking.js";import{t as h}from"./To.js";import{a as g}from"./palette.js";import{t as _}from"./useWords.js";import{n as v}from"./react.js";var y=v(),b=i(`
  query Converged($first: Int!, $maxHops: Int!, $asKnownAt: DateTime) {
    convergence(first: $first, maxHops: $maxHops, asKnownAt: $asKnownAt) {
      meetings {
        entity {
          id
          kind
          caption
          strand
          classes {
            name
          }
          marking {
            tlp
          }
        }
        cost
        falseShare
        chains {
          actorClass
          chance
          chain {
            ...ChainShown
          }
        }
      }
      hasMore
      shown
      total
      rankedBy
      costModel
    }
  }
`),x=8,S=`4`;function C(){let{t:e}=r(),{get:i,change:c}=l(),u=o(),d=i(`hops`)||S,f=s(b,{first:x,maxHops:Number(d),asKnownAt:u});return(0,y.jsxs)(y.Fragment,{children:[(0,y.jsxs)(`div`,{className:`asking`,children:[(0,y.jsx)(t,{order:1,size:`h4`,children:e(`convergence.title`)}),(0,y.jsx)(n,{w:160,"aria-label":e(`ask.hops`),data:[`2`,`3`,`4`,`5`,`6`].map(t=>({value:t,label:e(`ask.within`,{count:Number(t)})})),value:d,allowDeselect:!1,onChange:e=>c({hops:e===S?null:e})})]}),(0,y.jsx)(a,{of:f,children:({convergence:e})=>(0,y.jsx)(w,{...e})})]})}function w({meetings:t,shown:n,total:i,rankedBy:a,hasMore:o}){let{t:s}=r();return m(t.map(({entity:e})=>e.marking)),(0,y.jsxs)(y.Fragment,{children:[(0,y.jsx)(`div`,{className:`told`,children:(0,y.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:s(`shown.of`,{shown:n,total:i??(o?s(`shown.more`):n),by:a})})}),t.length===0&&(0,y.jsxs)(`div`,{className:`padded`,children:[(0,y.jsx)(e,{fw:600,children:s(`convergence.none`)}),(0,y.jsx)(e,{c:`dimmed`,children:s(`convergence.noneHint`)})]}),t.map((e,t)=>(0,y.jsx)(T,{meeting:e,rank:t+1},e.entity.id))]})}function T({meeting:t,rank:n}){let{t:i}=r(),{share:a}=_(),{entity:o,falseShare:s,chains:c}=t;return(0,y.jsxs)(`article`,{className:`chain-card`,children:[(0,y.jsxs)(`div`,{className:`chain-head`,children:[(0,y.jsx)(f,{kind:o.kind,strand:o.strand,size:32}),(0,y.jsxs)(`h2`,{children:[n,`.`,` `,(0,y.jsx)(h,{path:`/entity/${o.id}`,c:`inherit`,children:(0,y.jsx)(`bdi`,{children:o.caption||i(`entity.unnamed`)})})]}),(0,y.jsx)(e,{size:`sm`,c:`dimmed`,children:[i(`kinds.${o.kind}`),...o.classes.map(({name:e})=>i(`short.${e}`))].join(` · `)}),(0,y.jsx)(e,{size:`sm`,fw:s!==null&&(s??1)<.1?600:400,children:s==null?i(`convergence.noShare`):i(`convergence.falseShare`,{share:a(s)})})]}),(0,y.jsx)(`div`,{className:`strands`,children:p.map(e=>{let t=c.find(({actorClass:t})=>t===e);return t?(0,y.jsx)(E,{name:e,chance:t.chance,chain:t.chain},e):null})})]})}function E({name:t,chance:n,chain:i}){let{t:a}=r(),o=c(),{share:s}=_(),[l,f]=[i.entities[0]?.entity.id,i.entities.at(-1)?.entity.id];return(0,y.jsxs)(`section`,{children:[(0,y.jsx)(`h3`,{className:`strand-chip`,style:{"--chip":g(u[t])},children:a(`classes.${t}`)}),(0,y.jsx)(e,{size:`xs`,c:`dimmed`,children:a(`convergence.chance`,{chance:s(n)})}),i.steps.length===0?(0,y.jsx)(e,{size:`sm`,children:a(`convergence.member`)}):(0,y.jsx)(d,{chain:i,step:null,choose:e=>o(`/`,{from:l??``,to:f??``,chain:i.id,step:String(e)})})]})}export{C as default};