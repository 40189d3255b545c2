import{O as e,S as t,i as n,u as r}from"./mantine.js";import{n as i,t as a}from"./gql.js";import{a as o,i as s,s as c,t as l,u}from"./Answer.js";import{i as d,n as f,r as p,t as m}from"./ChainPicture.js";import{r as h}from"./marking.js";import{t as g}from"./To.js";import{a as _}from"./palette.js";import{n as v,t as y}from"./Scrolls.js";import{n as b,t as x}from"./IconChevronRight.js";import{n as S}from"./react.js";var C=S(),w=a(`
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
`),T=.05;function E({enabled:e}){let{t:n}=i(),{get:r,change:a}=s(),o=r(`board`)===`1`,d=u(w,{asKnownAt:c()},{enabled:e&&o});return(0,C.jsxs)(`div`,{className:`board`,children:[(0,C.jsx)(t,{variant:`subtle`,color:`gray`,c:`inherit`,size:`compact-sm`,leftSection:o?(0,C.jsx)(b,{size:16}):(0,C.jsx)(x,{size:16}),"aria-expanded":o,onClick:()=>a({board:o?null:`1`},{replace:!0}),children:n(`convergence.pairs`)}),o&&(0,C.jsx)(l,{of:d,children:({convergence:{cells:e}})=>(0,C.jsx)(D,{cells:e})})]})}function D({cells:t}){let{t:n}=i(),r=(e,n)=>t.find(t=>t.first===e&&t.second===n);return(0,C.jsxs)(y,{label:n(`convergence.board`),children:[(0,C.jsxs)(`table`,{className:`cells`,children:[(0,C.jsx)(`caption`,{children:n(`convergence.board`)}),(0,C.jsx)(`thead`,{children:(0,C.jsxs)(`tr`,{children:[(0,C.jsx)(`td`,{}),p.map(e=>(0,C.jsx)(O,{name:e,scope:`col`},e))]})}),(0,C.jsx)(`tbody`,{children:p.map(e=>(0,C.jsxs)(`tr`,{children:[(0,C.jsx)(O,{name:e,scope:`row`}),p.map(t=>(0,C.jsx)(k,{cell:r(e,t)},t))]},e))})]}),(0,C.jsx)(e,{size:`xs`,c:`dimmed`,px:`md`,pb:`xs`,children:n(`convergence.boardMeans`)})]})}function O({name:e,scope:t}){let{t:n}=i();return(0,C.jsx)(`th`,{scope:t,children:(0,C.jsx)(`span`,{className:`strand-chip`,style:{"--chip":_(d[e])},children:n(`classes.${e}`)})})}function k({cell:e}){let{t}=i(),{few:n,count:r}=v();if(!e)return(0,C.jsx)(`td`,{});let{first:a,second:o,observed:s,expected:c,low:l,high:u,chance:d}=e,f=typeof c==`number`&&typeof d==`number`,p=f&&d<=T&&s>c;return(0,C.jsxs)(`td`,{"data-unexpected":p||void 0,children:[(0,C.jsx)(g,{path:`/`,wanted:{from:a,to:o},children:t(`convergence.observed`,{count:s})}),(0,C.jsx)(`div`,{children:f?t(`convergence.expected`,{expected:n(c),low:r(l??0),high:r(u??0)}):t(`convergence.unknown`)}),f&&(0,C.jsxs)(`div`,{children:[t(p?`convergence.unexpected`:`convergence.expectable`),` (p `,n(d),`)`]})]})}var A=a(`
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
`),j=8,M=`4`;function N(){let{t:e}=i(),{get:t,change:a}=s(),o=c(),d=t(`hops`)||M,f=u(A,{first:j,maxHops:Number(d),asKnownAt:o});return(0,C.jsxs)(C.Fragment,{children:[(0,C.jsxs)(`div`,{className:`asking`,children:[(0,C.jsx)(n,{order:1,size:`h4`,children:e(`convergence.title`)}),(0,C.jsx)(r,{w:160,"aria-label":e(`ask.hops`),data:[`2`,`3`,`4`,`5`,`6`].map(t=>({value:t,label:e(`ask.within`,{count:Number(t)})})),value:d,allowDeselect:!1,onChange:e=>a({hops:e===M?null:e})})]}),(0,C.jsx)(E,{enabled:f.data!==void 0}),(0,C.jsx)(l,{of:f,children:({convergence:e})=>(0,C.jsx)(P,{...e})})]})}function P({meetings:t,shown:n,total:r,rankedBy:a,hasMore:o}){let{t:s}=i();return h(t.map(({entity:e})=>e.marking)),(0,C.jsxs)(C.Fragment,{children:[(0,C.jsx)(`div`,{className:`told`,children:(0,C.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:s(`shown.of`,{shown:n,total:r??(o?s(`shown.more`,{shown:n}):n),by:a})})}),t.length===0&&(0,C.jsxs)(`div`,{className:`padded`,children:[(0,C.jsx)(e,{fw:600,children:s(`convergence.none`)}),(0,C.jsx)(e,{c:`dimmed`,children:s(`convergence.noneHint`)})]}),t.map((e,t)=>(0,C.jsx)(F,{meeting:e,rank:t+1},e.entity.id))]})}function F({meeting:t,rank:n}){let{t:r}=i(),{share:a}=v(),{entity:o,falseShare:s,chains:c}=t;return(0,C.jsxs)(`article`,{className:`chain-card`,children:[(0,C.jsxs)(`div`,{className:`chain-head`,children:[(0,C.jsx)(f,{kind:o.kind,strand:o.strand,size:32}),(0,C.jsxs)(`h2`,{children:[n,`.`,` `,(0,C.jsx)(g,{path:`/entity/${o.id}`,c:`inherit`,children:(0,C.jsx)(`bdi`,{children:o.caption||r(`entity.unnamed`)})})]}),(0,C.jsx)(e,{size:`sm`,c:`dimmed`,children:[r(`kinds.${o.kind}`),...o.classes.map(({name:e})=>r(`short.${e}`))].join(` · `)}),(0,C.jsx)(e,{size:`sm`,fw:s!==null&&(s??1)<.1?600:400,children:s==null?r(`convergence.noShare`):r(`convergence.falseShare`,{share:a(s)})})]}),(0,C.jsx)(`div`,{className:`strands`,children:p.map(e=>{let t=c.find(({actorClass:t})=>t===e);return t?(0,C.jsx)(I,{name:e,chance:t.chance,chain:t.chain},e):null})})]})}function I({name:t,chance:n,chain:r}){let{t:a}=i(),s=o(),{share:c}=v(),[l,u]=[r.entities[0]?.entity.id,r.entities.at(-1)?.entity.id];return(0,C.jsxs)(`section`,{children:[(0,C.jsx)(`h3`,{className:`strand-chip`,style:{"--chip":_(d[t])},children:a(`classes.${t}`)}),(0,C.jsx)(e,{size:`xs`,c:`dimmed`,children:a(`convergence.chance`,{chance:c(n)})}),r.steps.length===0?(0,C.jsx)(e,{size:`sm`,children:a(`convergence.member`)}):(0,C.jsx)(m,{chain:r,step:null,choose:e=>s(`/`,{from:l??``,to:u??``,chain:r.id,step:String(e)})})]})}export{N as default};