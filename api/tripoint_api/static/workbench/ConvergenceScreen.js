import{O as e,i as t,s as n,u as r}from"./mantine.js";import{n as i,t as a}from"./gql.js";import{a as o,c as s,i as c,s as l,t as u,u as d}from"./Answer.js";import{i as f,n as p,r as m,t as h}from"./ChainPicture.js";import{r as g}from"./marking.js";import{t as _}from"./To.js";import{a as v}from"./palette.js";import{n as y,t as b}from"./Scrolls.js";import{t as x}from"./Disclosure.js";import{n as S}from"./react.js";import{t as C}from"./Heads.js";var w=S(),T=a(`
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
`),E=.05;function D({enabled:e}){let{t}=i(),[n]=s(`board`),r=d(T,{asKnownAt:l()},{enabled:e&&n});return(0,w.jsx)(`div`,{className:`board`,children:(0,w.jsx)(x,{name:`board`,label:t(`convergence.pairs`),children:(0,w.jsx)(u,{of:r,children:({convergence:{cells:e}})=>(0,w.jsx)(O,{cells:e})})})})}function O({cells:t}){let{t:n}=i(),r=(e,n)=>t.find(t=>t.first===e&&t.second===n);return(0,w.jsxs)(b,{label:n(`convergence.board`),children:[(0,w.jsxs)(`table`,{className:`cells`,children:[(0,w.jsx)(`caption`,{children:n(`convergence.board`)}),(0,w.jsx)(`thead`,{children:(0,w.jsxs)(`tr`,{children:[(0,w.jsx)(`td`,{}),m.map(e=>(0,w.jsx)(k,{name:e,scope:`col`},e))]})}),(0,w.jsx)(`tbody`,{children:m.map(e=>(0,w.jsxs)(`tr`,{children:[(0,w.jsx)(k,{name:e,scope:`row`}),m.map(t=>(0,w.jsx)(A,{cell:r(e,t)},t))]},e))})]}),(0,w.jsx)(e,{size:`xs`,c:`dimmed`,px:`md`,pb:`xs`,children:n(`convergence.boardMeans`)})]})}function k({name:e,scope:t}){let{t:n}=i();return(0,w.jsx)(`th`,{scope:t,children:(0,w.jsx)(`span`,{className:`strand-chip`,style:{"--chip":v(f[e])},children:n(`classes.${e}`)})})}function A({cell:e}){let{t}=i(),{few:n,count:r}=y();if(!e)return(0,w.jsx)(`td`,{});let{first:a,second:o,observed:s,expected:c,low:l,high:u,chance:d}=e,f=typeof c==`number`&&typeof d==`number`,p=f&&d<=E&&s>c;return(0,w.jsxs)(`td`,{"data-unexpected":p||void 0,children:[(0,w.jsx)(_,{path:`/`,wanted:{from:a,to:o},children:t(`convergence.observed`,{count:s})}),(0,w.jsx)(`div`,{children:f?t(`convergence.expected`,{expected:n(c),low:r(l??0),high:r(u??0)}):t(`convergence.unknown`)}),f&&(0,w.jsxs)(`div`,{children:[t(p?`convergence.unexpected`:`convergence.expectable`),` (p `,n(d),`)`]})]})}var j=a(`
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
`);function M(e){let{t}=i();return(0,w.jsx)(x,{name:e.id,label:t(`convergence.network`),children:(0,w.jsx)(N,{...e})})}function N({id:e,first:t,hops:n}){let r=l(),i=d(j,{first:t,maxHops:n,asKnownAt:r});return(0,w.jsx)(u,{of:i,children:({convergence:{meetings:t}})=>{let n=t.find(({entity:t})=>t.id===e);return n?(0,w.jsx)(P,{...n.network}):null}})}function P({entities:t,steps:r}){let{t:a}=i(),{two:o,count:s}=y();return g(t.map(({entity:e})=>e.marking)),(0,w.jsxs)(b,{label:a(`convergence.network`),children:[(0,w.jsx)(e,{size:`sm`,c:`dimmed`,my:4,children:a(`convergence.networkMeans`)}),(0,w.jsxs)(n,{className:`tight`,children:[(0,w.jsx)(C,{names:[a(`table.says`),a(`table.sure`),a(`table.sources`),a(`table.nature`),a(`evidence.title`)]}),(0,w.jsx)(n.Tbody,{children:r.map(({source:e,target:t,sentence:r,nature:i,confidence:c,sources:l,support:u})=>(0,w.jsxs)(n.Tr,{children:[(0,w.jsx)(n.Td,{dir:`auto`,children:r}),(0,w.jsx)(n.Td,{children:o(c)}),(0,w.jsx)(n.Td,{children:l.join(`, `)}),(0,w.jsx)(n.Td,{children:a(i===`context`?`nature.context`:`nature.conduct`)}),(0,w.jsx)(n.Td,{children:(0,w.jsx)(_,{path:`/`,wanted:{from:e.id,to:t.id,hops:`1`},children:a(`convergence.records`,{count:u,told:s(u)})})})]},`${e.id} ${t.id}`))})]})]})}var F=a(`
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
`),I=8,L=`4`;function R(){let{t:e}=i(),{get:n,change:a}=c(),o=l(),s=n(`hops`)||L,f=d(F,{first:I,maxHops:Number(s),asKnownAt:o});return(0,w.jsxs)(w.Fragment,{children:[(0,w.jsxs)(`div`,{className:`asking`,children:[(0,w.jsx)(t,{order:1,size:`h4`,children:e(`convergence.title`)}),(0,w.jsx)(r,{w:160,"aria-label":e(`ask.hops`),data:[`2`,`3`,`4`,`5`,`6`].map(t=>({value:t,label:e(`ask.within`,{count:Number(t)})})),value:s,allowDeselect:!1,onChange:e=>a({hops:e===L?null:e})})]}),(0,w.jsx)(D,{enabled:f.data!==void 0}),(0,w.jsx)(u,{of:f,children:({convergence:e})=>(0,w.jsx)(z,{...e,hops:Number(s)})})]})}function z({meetings:t,shown:n,total:r,rankedBy:a,hasMore:o,hops:s}){let{t:c}=i();return g(t.map(({entity:e})=>e.marking)),(0,w.jsxs)(w.Fragment,{children:[(0,w.jsx)(`div`,{className:`told`,children:(0,w.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:c(`shown.of`,{shown:n,total:r??(o?c(`shown.more`,{shown:n}):n),by:a})})}),t.length===0&&(0,w.jsxs)(`div`,{className:`padded`,children:[(0,w.jsx)(e,{fw:600,children:c(`convergence.none`)}),(0,w.jsx)(e,{c:`dimmed`,children:c(`convergence.noneHint`)})]}),t.map((e,t)=>(0,w.jsx)(B,{meeting:e,rank:t+1,hops:s},e.entity.id))]})}function B({meeting:t,rank:n,hops:r}){let{t:a}=i(),{share:o}=y(),{entity:s,falseShare:c,pValue:l,chains:u}=t;return(0,w.jsxs)(`article`,{className:`chain-card`,children:[(0,w.jsxs)(`div`,{className:`chain-head`,children:[(0,w.jsx)(p,{kind:s.kind,strand:s.strand,size:32}),(0,w.jsxs)(`h2`,{children:[n,`.`,` `,(0,w.jsx)(_,{path:`/entity/${s.id}`,c:`inherit`,children:(0,w.jsx)(`bdi`,{children:s.caption||a(`entity.unnamed`)})})]}),(0,w.jsx)(e,{size:`sm`,c:`dimmed`,children:[a(`kinds.${s.kind}`),...s.classes.map(({name:e})=>a(`short.${e}`))].join(` · `)}),(0,w.jsxs)(e,{size:`sm`,fw:c!==null&&(c??1)<.1?600:400,children:[c==null?a(`convergence.noShare`):a(`convergence.falseShare`,{share:o(c)}),typeof l==`number`&&` · ${a(`convergence.pValue`,{share:o(l)})}`]})]}),(0,w.jsx)(`div`,{className:`strands`,children:m.map(e=>{let t=u.find(({actorClass:t})=>t===e);return t?(0,w.jsx)(V,{name:e,chance:t.chance,chain:t.chain},e):null})}),(0,w.jsx)(M,{id:s.id,first:I,hops:r})]})}function V({name:t,chance:n,chain:r}){let{t:a}=i(),s=o(),{share:c}=y(),[l,u]=[r.entities[0]?.entity.id,r.entities.at(-1)?.entity.id];return(0,w.jsxs)(`section`,{children:[(0,w.jsx)(`h3`,{className:`strand-chip`,style:{"--chip":v(f[t])},children:a(`classes.${t}`)}),(0,w.jsx)(e,{size:`xs`,c:`dimmed`,children:a(`convergence.chance`,{chance:c(n)})}),r.steps.length===0?(0,w.jsx)(e,{size:`sm`,children:a(`convergence.member`)}):(0,w.jsx)(h,{chain:r,step:null,choose:e=>s(`/`,{from:l??``,to:u??``,chain:r.id,step:String(e)})})]})}export{R as default};