import{O as e,i as t,u as n}from"./mantine.js";import{n as r,t as i}from"./gql.js";import{a,i as o,s,t as c,u as l}from"./Answer.js";import{i as u,n as d,r as f,t as p}from"./ChainPicture.js";import{r as m}from"./marking.js";import{t as h}from"./To.js";import{a as g}from"./palette.js";import{n as _,t as v}from"./Scrolls.js";import{n as y}from"./react.js";var b=y(),x=i(`
  query CellsOf($asKnownAt: DateTime) {
    convergence(first: 1, asKnownAt: $asKnownAt) {
      cells {
        first
        second
        observed
        expected
        low
        high
        chance
      }
    }
  }
`),S=.05;function C({enabled:t}){let{t:n}=r(),i=l(x,{asKnownAt:s()},{enabled:t});return(0,b.jsxs)(`div`,{className:`board`,children:[!i.data&&(0,b.jsx)(e,{size:`sm`,c:`dimmed`,ta:`center`,pt:`md`,children:n(`convergence.board`)}),(0,b.jsx)(c,{of:i,children:({convergence:{cells:e}})=>(0,b.jsx)(w,{cells:e})})]})}function w({cells:t}){let{t:n}=r(),i=(e,n)=>t.find(t=>t.first===e&&t.second===n);return(0,b.jsxs)(v,{label:n(`convergence.board`),children:[(0,b.jsxs)(`table`,{className:`cells`,children:[(0,b.jsx)(`caption`,{children:n(`convergence.board`)}),(0,b.jsx)(`thead`,{children:(0,b.jsxs)(`tr`,{children:[(0,b.jsx)(`td`,{}),f.map(e=>(0,b.jsx)(T,{name:e,scope:`col`},e))]})}),(0,b.jsx)(`tbody`,{children:f.map(e=>(0,b.jsxs)(`tr`,{children:[(0,b.jsx)(T,{name:e,scope:`row`}),f.map(t=>(0,b.jsx)(E,{cell:i(e,t)},t))]},e))})]}),(0,b.jsx)(e,{size:`xs`,c:`dimmed`,px:`md`,pb:`xs`,children:n(`convergence.boardMeans`)})]})}function T({name:e,scope:t}){let{t:n}=r();return(0,b.jsx)(`th`,{scope:t,children:(0,b.jsx)(`span`,{className:`strand-chip`,style:{"--chip":g(u[e])},children:n(`classes.${e}`)})})}function E({cell:e}){let{t}=r(),{few:n,count:i}=_();if(!e)return(0,b.jsx)(`td`,{});let{first:a,second:o,observed:s,expected:c,low:l,high:u,chance:d}=e,f=typeof c==`number`&&typeof d==`number`,p=f&&d<=S&&s>c;return(0,b.jsxs)(`td`,{"data-unexpected":p||void 0,children:[(0,b.jsx)(h,{path:`/`,wanted:{from:a,to:o},children:t(`convergence.observed`,{count:s})}),(0,b.jsx)(`div`,{children:f?t(`convergence.expected`,{expected:n(c),low:i(l??0),high:i(u??0)}):t(`convergence.unknown`)}),f&&(0,b.jsxs)(`div`,{children:[t(p?`convergence.unexpected`:`convergence.expectable`),` (p `,n(d),`)`]})]})}var D=i(`
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
`),O=8,k=`4`;function A(){let{t:e}=r(),{get:i,change:a}=o(),u=s(),d=i(`hops`)||k,f=l(D,{first:O,maxHops:Number(d),asKnownAt:u});return(0,b.jsxs)(b.Fragment,{children:[(0,b.jsxs)(`div`,{className:`asking`,children:[(0,b.jsx)(t,{order:1,size:`h4`,children:e(`convergence.title`)}),(0,b.jsx)(n,{w:160,"aria-label":e(`ask.hops`),data:[`2`,`3`,`4`,`5`,`6`].map(t=>({value:t,label:e(`ask.within`,{count:Number(t)})})),value:d,allowDeselect:!1,onChange:e=>a({hops:e===k?null:e})})]}),(0,b.jsx)(C,{enabled:f.data!==void 0}),(0,b.jsx)(c,{of:f,children:({convergence:e})=>(0,b.jsx)(j,{...e})})]})}function j({meetings:t,shown:n,total:i,rankedBy:a,hasMore:o}){let{t:s}=r();return m(t.map(({entity:e})=>e.marking)),(0,b.jsxs)(b.Fragment,{children:[(0,b.jsx)(`div`,{className:`told`,children:(0,b.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:s(`shown.of`,{shown:n,total:i??(o?s(`shown.more`,{shown:n}):n),by:a})})}),t.length===0&&(0,b.jsxs)(`div`,{className:`padded`,children:[(0,b.jsx)(e,{fw:600,children:s(`convergence.none`)}),(0,b.jsx)(e,{c:`dimmed`,children:s(`convergence.noneHint`)})]}),t.map((e,t)=>(0,b.jsx)(M,{meeting:e,rank:t+1},e.entity.id))]})}function M({meeting:t,rank:n}){let{t:i}=r(),{share:a}=_(),{entity:o,falseShare:s,chains:c}=t;return(0,b.jsxs)(`article`,{className:`chain-card`,children:[(0,b.jsxs)(`div`,{className:`chain-head`,children:[(0,b.jsx)(d,{kind:o.kind,strand:o.strand,size:32}),(0,b.jsxs)(`h2`,{children:[n,`.`,` `,(0,b.jsx)(h,{path:`/entity/${o.id}`,c:`inherit`,children:(0,b.jsx)(`bdi`,{children:o.caption||i(`entity.unnamed`)})})]}),(0,b.jsx)(e,{size:`sm`,c:`dimmed`,children:[i(`kinds.${o.kind}`),...o.classes.map(({name:e})=>i(`short.${e}`))].join(` · `)}),(0,b.jsx)(e,{size:`sm`,fw:s!==null&&(s??1)<.1?600:400,children:s==null?i(`convergence.noShare`):i(`convergence.falseShare`,{share:a(s)})})]}),(0,b.jsx)(`div`,{className:`strands`,children:f.map(e=>{let t=c.find(({actorClass:t})=>t===e);return t?(0,b.jsx)(N,{name:e,chance:t.chance,chain:t.chain},e):null})})]})}function N({name:t,chance:n,chain:i}){let{t:o}=r(),s=a(),{share:c}=_(),[l,d]=[i.entities[0]?.entity.id,i.entities.at(-1)?.entity.id];return(0,b.jsxs)(`section`,{children:[(0,b.jsx)(`h3`,{className:`strand-chip`,style:{"--chip":g(u[t])},children:o(`classes.${t}`)}),(0,b.jsx)(e,{size:`xs`,c:`dimmed`,children:o(`convergence.chance`,{chance:c(n)})}),i.steps.length===0?(0,b.jsx)(e,{size:`sm`,children:o(`convergence.member`)}):(0,b.jsx)(p,{chain:i,step:null,choose:e=>s(`/`,{from:l??``,to:d??``,chain:i.id,step:String(e)})})]})}export{A as default};