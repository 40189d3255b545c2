import{O as e,i as t,s as n,u as r}from"./mantine.js";import{n as i,t as a}from"./gql.js";import{a as o,i as s,s as c,t as l,u}from"./Answer.js";import{i as d,n as f,r as p,t as m}from"./ChainPicture.js";import{r as h}from"./marking.js";import{t as g}from"./To.js";import{a as _}from"./palette.js";import{n as v,t as y}from"./Scrolls.js";import{n as b}from"./react.js";import{t as x}from"./Disclosure.js";import{t as S}from"./Heads.js";var C=b(),w=a(`
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
`),T=.05;function E({enabled:t}){let{t:n}=i(),r=u(w,{asKnownAt:c()},{enabled:t});return(0,C.jsxs)(`div`,{className:`board`,children:[!r.data&&(0,C.jsx)(e,{size:`sm`,c:`dimmed`,ta:`center`,pt:`md`,children:n(`convergence.board`)}),(0,C.jsx)(l,{of:r,children:({convergence:{cells:e}})=>(0,C.jsx)(D,{cells:e})})]})}function D({cells:t}){let{t:n}=i(),r=(e,n)=>t.find(t=>t.first===e&&t.second===n);return(0,C.jsxs)(y,{label:n(`convergence.board`),children:[(0,C.jsxs)(`table`,{className:`cells`,children:[(0,C.jsx)(`caption`,{children:n(`convergence.board`)}),(0,C.jsx)(`thead`,{children:(0,C.jsxs)(`tr`,{children:[(0,C.jsx)(`td`,{}),p.map(e=>(0,C.jsx)(O,{name:e,scope:`col`},e))]})}),(0,C.jsx)(`tbody`,{children:p.map(e=>(0,C.jsxs)(`tr`,{children:[(0,C.jsx)(O,{name:e,scope:`row`}),p.map(t=>(0,C.jsx)(k,{cell:r(e,t)},t))]},e))})]}),(0,C.jsx)(e,{size:`xs`,c:`dimmed`,px:`md`,pb:`xs`,children:n(`convergence.boardMeans`)})]})}function O({name:e,scope:t}){let{t:n}=i();return(0,C.jsx)(`th`,{scope:t,children:(0,C.jsx)(`span`,{className:`strand-chip`,style:{"--chip":_(d[e])},children:n(`classes.${e}`)})})}function k({cell:e}){let{t}=i(),{few:n,count:r}=v();if(!e)return(0,C.jsx)(`td`,{});let{first:a,second:o,observed:s,expected:c,low:l,high:u,chance:d}=e,f=typeof c==`number`&&typeof d==`number`,p=f&&d<=T&&s>c;return(0,C.jsxs)(`td`,{"data-unexpected":p||void 0,children:[(0,C.jsx)(g,{path:`/`,wanted:{from:a,to:o},children:t(`convergence.observed`,{count:s})}),(0,C.jsx)(`div`,{children:f?t(`convergence.expected`,{expected:n(c),low:r(l??0),high:r(u??0)}):t(`convergence.unknown`)}),f&&(0,C.jsxs)(`div`,{children:[t(p?`convergence.unexpected`:`convergence.expectable`),` (p `,n(d),`)`]})]})}var A=a(`
  query MeetingNetworks($first: Int!, $maxHops: Int!, $asKnownAt: DateTime) {
    convergence(first: $first, maxHops: $maxHops, asKnownAt: $asKnownAt) {
      meetings {
        entity {
          id
        }
        network(perClass: 3) {
          entities {
            entity {
              marking {
                tlp
              }
            }
          }
          steps {
            source {
              id
            }
            target {
              id
            }
            sentence
            nature
            confidence
            sources
            support
          }
        }
      }
    }
  }
`);function j(e){let{t}=i();return(0,C.jsx)(x,{name:e.id,label:t(`convergence.network`),children:(0,C.jsx)(M,{...e})})}function M({id:e,first:t,hops:n}){let r=c(),i=u(A,{first:t,maxHops:n,asKnownAt:r});return(0,C.jsx)(l,{of:i,children:({convergence:{meetings:t}})=>{let n=t.find(({entity:t})=>t.id===e);return n?(0,C.jsx)(N,{...n.network}):null}})}function N({entities:t,steps:r}){let{t:a}=i(),{two:o,count:s}=v();return h(t.map(({entity:e})=>e.marking)),(0,C.jsxs)(y,{label:a(`convergence.network`),children:[(0,C.jsx)(e,{size:`sm`,c:`dimmed`,my:4,children:a(`convergence.networkMeans`)}),(0,C.jsxs)(n,{className:`tight`,children:[(0,C.jsx)(S,{names:[a(`table.says`),a(`table.sure`),a(`table.sources`),a(`table.nature`),a(`evidence.title`)]}),(0,C.jsx)(n.Tbody,{children:r.map(({source:e,target:t,sentence:r,nature:i,confidence:c,sources:l,support:u})=>(0,C.jsxs)(n.Tr,{children:[(0,C.jsx)(n.Td,{dir:`auto`,children:r}),(0,C.jsx)(n.Td,{children:o(c)}),(0,C.jsx)(n.Td,{children:l.join(`, `)}),(0,C.jsx)(n.Td,{children:a(i===`context`?`nature.context`:`nature.conduct`)}),(0,C.jsx)(n.Td,{children:(0,C.jsx)(g,{path:`/`,wanted:{from:e.id,to:t.id,hops:`1`},children:a(`convergence.records`,{count:u,told:s(u)})})})]},`${e.id} ${t.id}`))})]})]})}var P=a(`
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
        pValue
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
`),F=8,I=`4`;function L(){let{t:e}=i(),{get:n,change:a}=s(),o=c(),d=n(`hops`)||I,f=u(P,{first:F,maxHops:Number(d),asKnownAt:o});return(0,C.jsxs)(C.Fragment,{children:[(0,C.jsxs)(`div`,{className:`asking`,children:[(0,C.jsx)(t,{order:1,size:`h4`,children:e(`convergence.title`)}),(0,C.jsx)(r,{w:160,"aria-label":e(`ask.hops`),data:[`2`,`3`,`4`,`5`,`6`].map(t=>({value:t,label:e(`ask.within`,{count:Number(t)})})),value:d,allowDeselect:!1,onChange:e=>a({hops:e===I?null:e})})]}),(0,C.jsx)(E,{enabled:f.data!==void 0}),(0,C.jsx)(l,{of:f,children:({convergence:e})=>(0,C.jsx)(R,{...e,hops:Number(d)})})]})}function R({meetings:t,shown:n,total:r,rankedBy:a,hasMore:o,hops:s}){let{t:c}=i();return h(t.map(({entity:e})=>e.marking)),(0,C.jsxs)(C.Fragment,{children:[(0,C.jsx)(`div`,{className:`told`,children:(0,C.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:c(`shown.of`,{shown:n,total:r??(o?c(`shown.more`,{shown:n}):n),by:a})})}),t.length===0&&(0,C.jsxs)(`div`,{className:`padded`,children:[(0,C.jsx)(e,{fw:600,children:c(`convergence.none`)}),(0,C.jsx)(e,{c:`dimmed`,children:c(`convergence.noneHint`)})]}),t.map((e,t)=>(0,C.jsx)(z,{meeting:e,rank:t+1,hops:s},e.entity.id))]})}function z({meeting:t,rank:n,hops:r}){let{t:a}=i(),{share:o}=v(),{entity:s,falseShare:c,pValue:l,chains:u}=t;return(0,C.jsxs)(`article`,{className:`chain-card`,children:[(0,C.jsxs)(`div`,{className:`chain-head`,children:[(0,C.jsx)(f,{kind:s.kind,strand:s.strand,size:32}),(0,C.jsxs)(`h2`,{children:[n,`.`,` `,(0,C.jsx)(g,{path:`/entity/${s.id}`,c:`inherit`,children:(0,C.jsx)(`bdi`,{children:s.caption||a(`entity.unnamed`)})})]}),(0,C.jsx)(e,{size:`sm`,c:`dimmed`,children:[a(`kinds.${s.kind}`),...s.classes.map(({name:e})=>a(`short.${e}`))].join(` · `)}),(0,C.jsxs)(e,{size:`sm`,fw:c!==null&&(c??1)<.1?600:400,children:[c==null?a(`convergence.noShare`):a(`convergence.falseShare`,{share:o(c)}),typeof l==`number`&&` · ${a(`convergence.pValue`,{share:o(l)})}`]})]}),(0,C.jsx)(`div`,{className:`strands`,children:p.map(e=>{let t=u.find(({actorClass:t})=>t===e);return t?(0,C.jsx)(B,{name:e,chance:t.chance,chain:t.chain},e):null})}),(0,C.jsx)(j,{id:s.id,first:F,hops:r})]})}function B({name:t,chance:n,chain:r}){let{t:a}=i(),s=o(),{share:c}=v(),[l,u]=[r.entities[0]?.entity.id,r.entities.at(-1)?.entity.id];return(0,C.jsxs)(`section`,{children:[(0,C.jsx)(`h3`,{className:`strand-chip`,style:{"--chip":_(d[t])},children:a(`classes.${t}`)}),(0,C.jsx)(e,{size:`xs`,c:`dimmed`,children:a(`convergence.chance`,{chance:c(n)})}),r.steps.length===0?(0,C.jsx)(e,{size:`sm`,children:a(`convergence.member`)}):(0,C.jsx)(m,{chain:r,step:null,choose:e=>s(`/`,{from:l??``,to:u??``,chain:r.id,step:String(e)})})]})}export{L as default};