import{O as e,S as t,i as n,u as r}from"./mantine.js";import{n as i,t as a}from"./gql.js";import{a as o,c as s,i as c,l,n as u,t as d}from"./address.js";import{n as f,o as p,s as m,t as h}from"./question.js";import{r as g}from"./marking.js";import{t as _}from"./To.js";import{a as v}from"./palette.js";import{n as y,t as b}from"./Scrolls.js";import{n as x}from"./react.js";var S=s(`outline`,`chevron-down`,`ChevronDown`,[[`path`,{d:`M6 9l6 6l6 -6`,key:`svg-0`}]]),C=s(`outline`,`chevron-right`,`ChevronRight`,[[`path`,{d:`M9 6l6 6l-6 6`,key:`svg-0`}]]),w=x(),T=a(`
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
`),E=.05;function D({enabled:e}){let{t:n}=i(),{get:r,change:a}=d(),s=r(`board`)===`1`,u=l(T,{asKnownAt:c()},{enabled:e&&s});return(0,w.jsxs)(`div`,{className:`board`,children:[(0,w.jsx)(t,{variant:`subtle`,color:`gray`,c:`inherit`,size:`compact-sm`,leftSection:s?(0,w.jsx)(S,{size:16}):(0,w.jsx)(C,{size:16}),"aria-expanded":s,onClick:()=>a({board:s?null:`1`},{replace:!0}),children:n(`convergence.pairs`)}),s&&(0,w.jsx)(o,{of:u,children:({convergence:{cells:e}})=>(0,w.jsx)(O,{cells:e})})]})}function O({cells:t}){let{t:n}=i(),r=(e,n)=>t.find(t=>t.first===e&&t.second===n);return(0,w.jsxs)(b,{label:n(`convergence.board`),children:[(0,w.jsxs)(`table`,{className:`cells`,children:[(0,w.jsx)(`caption`,{children:n(`convergence.board`)}),(0,w.jsx)(`thead`,{children:(0,w.jsxs)(`tr`,{children:[(0,w.jsx)(`td`,{}),h.map(e=>(0,w.jsx)(k,{name:e,scope:`col`},e))]})}),(0,w.jsx)(`tbody`,{children:h.map(e=>(0,w.jsxs)(`tr`,{children:[(0,w.jsx)(k,{name:e,scope:`row`}),h.map(t=>(0,w.jsx)(A,{cell:r(e,t)},t))]},e))})]}),(0,w.jsx)(e,{size:`xs`,c:`dimmed`,px:`md`,pb:`xs`,children:n(`convergence.boardMeans`)})]})}function k({name:e,scope:t}){let{t:n}=i();return(0,w.jsx)(`th`,{scope:t,children:(0,w.jsx)(`span`,{className:`strand-chip`,style:{"--chip":v(f[e])},children:n(`classes.${e}`)})})}function A({cell:e}){let{t}=i(),{few:n,count:r}=y();if(!e)return(0,w.jsx)(`td`,{});let{first:a,second:o,observed:s,expected:c,low:l,high:u,chance:d}=e,f=typeof c==`number`&&typeof d==`number`,p=f&&d<=E&&s>c;return(0,w.jsxs)(`td`,{"data-unexpected":p||void 0,children:[(0,w.jsx)(_,{path:`/`,wanted:{from:a,to:o},children:t(`convergence.observed`,{count:s})}),(0,w.jsx)(`div`,{children:f?t(`convergence.expected`,{expected:n(c),low:r(l??0),high:r(u??0)}):t(`convergence.unknown`)}),f&&(0,w.jsxs)(`div`,{children:[t(p?`convergence.unexpected`:`convergence.expectable`),` (p `,n(d),`)`]})]})}var j=a(`
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
`),M=8,N=`4`;function P(){let{t:e}=i(),{get:t,change:a}=d(),s=c(),u=t(`hops`)||N,f=l(j,{first:M,maxHops:Number(u),asKnownAt:s});return(0,w.jsxs)(w.Fragment,{children:[(0,w.jsxs)(`div`,{className:`asking`,children:[(0,w.jsx)(n,{order:1,size:`h4`,children:e(`convergence.title`)}),(0,w.jsx)(r,{w:160,"aria-label":e(`ask.hops`),data:[`2`,`3`,`4`,`5`,`6`].map(t=>({value:t,label:e(`ask.within`,{count:Number(t)})})),value:u,allowDeselect:!1,onChange:e=>a({hops:e===N?null:e})})]}),(0,w.jsx)(D,{enabled:f.data!==void 0}),(0,w.jsx)(o,{of:f,children:({convergence:e})=>(0,w.jsx)(F,{...e})})]})}function F({meetings:t,shown:n,total:r,rankedBy:a,hasMore:o}){let{t:s}=i();return g(t.map(({entity:e})=>e.marking)),(0,w.jsxs)(w.Fragment,{children:[(0,w.jsx)(`div`,{className:`told`,children:(0,w.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:s(`shown.of`,{shown:n,total:r??(o?s(`shown.more`,{shown:n}):n),by:a})})}),t.length===0&&(0,w.jsxs)(`div`,{className:`padded`,children:[(0,w.jsx)(e,{fw:600,children:s(`convergence.none`)}),(0,w.jsx)(e,{c:`dimmed`,children:s(`convergence.noneHint`)})]}),t.map((e,t)=>(0,w.jsx)(I,{meeting:e,rank:t+1},e.entity.id))]})}function I({meeting:t,rank:n}){let{t:r}=i(),{share:a}=y(),{entity:o,falseShare:s,chains:c}=t;return(0,w.jsxs)(`article`,{className:`chain-card`,children:[(0,w.jsxs)(`div`,{className:`chain-head`,children:[(0,w.jsx)(m,{kind:o.kind,strand:o.strand,size:32}),(0,w.jsxs)(`h2`,{children:[n,`.`,` `,(0,w.jsx)(_,{path:`/entity/${o.id}`,c:`inherit`,children:(0,w.jsx)(`bdi`,{children:o.caption||r(`entity.unnamed`)})})]}),(0,w.jsx)(e,{size:`sm`,c:`dimmed`,children:[r(`kinds.${o.kind}`),...o.classes.map(({name:e})=>r(`short.${e}`))].join(` · `)}),(0,w.jsx)(e,{size:`sm`,fw:s!==null&&(s??1)<.1?600:400,children:s==null?r(`convergence.noShare`):r(`convergence.falseShare`,{share:a(s)})})]}),(0,w.jsx)(`div`,{className:`strands`,children:h.map(e=>{let t=c.find(({actorClass:t})=>t===e);return t?(0,w.jsx)(L,{name:e,chance:t.chance,chain:t.chain},e):null})})]})}function L({name:t,chance:n,chain:r}){let{t:a}=i(),o=u(),{share:s}=y(),[c,l]=[r.entities[0]?.entity.id,r.entities.at(-1)?.entity.id];return(0,w.jsxs)(`section`,{children:[(0,w.jsx)(`h3`,{className:`strand-chip`,style:{"--chip":v(f[t])},children:a(`classes.${t}`)}),(0,w.jsx)(e,{size:`xs`,c:`dimmed`,children:a(`convergence.chance`,{chance:s(n)})}),r.steps.length===0?(0,w.jsx)(e,{size:`sm`,children:a(`convergence.member`)}):(0,w.jsx)(p,{chain:r,step:null,choose:e=>o(`/`,{from:c??``,to:l??``,chain:r.id,step:String(e)})})]})}export{P as default};