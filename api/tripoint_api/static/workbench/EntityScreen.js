import{n as e}from"./rolldown-runtime.js";import{D as t,E as n,O as r,S as i,T as a,a as o,o as s,r as c,z as l}from"./mantine.js";import{n as u,t as d}from"./gql.js";import{a as f,c as p,d as m,i as h,r as g,s as _,t as v,v as y}from"./useWords.js";import{r as b,t as x}from"./To.js";import{a as S,i as C,o as w,s as T,t as E}from"./question.js";import{i as D,r as O}from"./window.js";import{i as k,n as A}from"./react.js";import{i as j,n as M,r as N,t as P}from"./Swimlanes.js";var F=A(),I=30;function L({id:e}){let{t}=u(),r=_(),i=m(O,{ids:null,entity:e,first:I,asKnownAt:r});return(0,F.jsx)(p,{of:i,children:({records:{edges:e,shown:r,total:i,rankedBy:a}})=>(0,F.jsxs)(F.Fragment,{children:[(0,F.jsx)(n,{size:`sm`,c:`dimmed`,children:t(`shown.of`,{shown:r,total:i??t(`shown.more`),by:a})}),e.map(({node:e})=>(0,F.jsx)(D,{record:e},e.id))]})})}function R({entity:e}){let{t}=u(),r=g(),i=f(),{ref:a,width:o}=l(),s=e.links.edges.map(({node:e})=>e).filter(({link:e})=>e.validFrom||e.validTo),c=s.map(({link:t,far:n})=>({id:n.id,lanes:[e.id,n.id],from:new Date(t.validFrom??t.validTo),to:new Date(t.validTo??t.validFrom),label:r(t.type),title:t.sentence,dashed:t.nature===`context`})),d=[e,...new Map(s.map(({far:e})=>[e.id,e])).values()],p=M(c),m=e.links.shown-s.length;return(0,F.jsxs)(`section`,{className:`timeline`,ref:a,children:[p?(0,F.jsx)(P,{lanes:d,bars:c,span:p,width:o,chosen:``,choose:e=>i(`/entity/${e}`),brush:()=>{}}):(0,F.jsx)(n,{children:t(`timeline.nothing`)}),m>0&&(0,F.jsx)(n,{size:`sm`,c:`dimmed`,mt:`xs`,children:t(`timeline.undated`,{count:m})})]})}var z=d(`
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
`);function B({entity:e}){let{t}=u();return(0,F.jsxs)(`div`,{className:`scrolls`,tabIndex:0,role:`region`,"aria-label":t(`entity.tabs.facts`),children:[!e.factsComplete&&(0,F.jsx)(n,{c:`dimmed`,children:t(`entity.factsCut`)}),(0,F.jsxs)(s,{className:`tight`,children:[(0,F.jsx)(s.Thead,{children:(0,F.jsxs)(s.Tr,{children:[(0,F.jsx)(s.Th,{children:t(`facts.property`)}),(0,F.jsx)(s.Th,{children:t(`facts.value`)}),(0,F.jsx)(s.Th,{children:t(`facts.support`)}),(0,F.jsx)(s.Th,{children:t(`facts.who`)})]})}),(0,F.jsx)(s.Tbody,{children:e.facts.map(e=>(0,F.jsxs)(s.Tr,{children:[(0,F.jsx)(s.Td,{children:e.property.replaceAll(`_`,` `)}),(0,F.jsx)(s.Td,{dir:`auto`,children:e.value}),(0,F.jsx)(s.Td,{children:e.support}),(0,F.jsxs)(s.Td,{children:[e.statements.map(({value:t,record:n})=>(0,F.jsxs)(`div`,{children:[n?.source,` `,(0,F.jsx)(`bdi`,{children:n?.sourceKey}),` (`,n?.grade,`)`,t!==e.value&&(0,F.jsxs)(`bdi`,{children:[` “`,t,`”`]})]},`${n?.id} ${t}`)),e.support>e.statements.length&&(0,F.jsx)(n,{size:`xs`,c:`dimmed`,children:t(`facts.andMore`,{count:e.support-e.statements.length})})]})]},`${e.property} ${e.value}`))})]})]})}function V({entity:e}){let{t}=u(),r=g(),{count:i,days:a,two:o}=v(),{edges:c,shown:l,total:d,rankedBy:f}=e.links;return(0,F.jsxs)(`div`,{className:`scrolls`,tabIndex:0,role:`region`,"aria-label":t(`entity.tabs.links`),children:[(0,F.jsx)(n,{size:`sm`,children:e.linkCounts.map(e=>`${r(e.type)} ${i(e.count)}`).join(` · `)}),(0,F.jsx)(n,{size:`sm`,c:`dimmed`,my:`xs`,children:t(`shown.of`,{shown:l,total:d??t(`shown.more`),by:f})}),(0,F.jsxs)(s,{className:`tight`,children:[(0,F.jsx)(s.Thead,{children:(0,F.jsxs)(s.Tr,{children:[(0,F.jsx)(s.Th,{children:t(`table.says`)}),(0,F.jsx)(s.Th,{children:t(`table.far`)}),(0,F.jsx)(s.Th,{children:t(`table.when`)}),(0,F.jsx)(s.Th,{children:t(`table.sure`)}),(0,F.jsx)(s.Th,{children:t(`table.sources`)}),(0,F.jsx)(s.Th,{children:t(`table.nature`)})]})}),(0,F.jsx)(s.Tbody,{children:c.map(({node:{link:e,far:n}})=>(0,F.jsxs)(s.Tr,{children:[(0,F.jsx)(s.Td,{dir:`auto`,children:e.sentence}),(0,F.jsx)(s.Td,{children:(0,F.jsx)(x,{path:`/entity/${n.id}`,children:(0,F.jsx)(`bdi`,{children:n.caption||t(`entity.unnamed`)})})}),(0,F.jsx)(s.Td,{children:a(e.validFrom,e.validTo)}),(0,F.jsx)(s.Td,{children:o(e.confidence)}),(0,F.jsx)(s.Td,{children:e.sources.join(`, `)}),(0,F.jsx)(s.Td,{children:e.nature===`context`?t(`nature.context`):t(`nature.conduct`)})]},e.id))})]})]})}var H=e(k(),1),U=d(`
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
`);function W({one:e,other:t}){let{t:r}=u(),{two:i}=v(),a=_(),o=m(U,{one:e,other:t,asKnownAt:a});return(0,F.jsx)(p,{of:o,children:({why:e})=>{if(!e)return(0,F.jsx)(n,{c:`dimmed`,children:r(`why.notCompared`)});let{probability:t,criteria:a,evidence:o}=e.same,s=Math.max(...o.map(({weight:e})=>Math.abs(e)),1);return(0,F.jsxs)(F.Fragment,{children:[(0,F.jsx)(n,{my:`xs`,children:r(`why.probability`,{probability:i(t),criteria:a})}),(0,F.jsx)(`table`,{className:`waterfall`,children:(0,F.jsx)(`tbody`,{children:o.map(({feature:e,level:t,one:n,other:r,weight:a})=>(0,F.jsxs)(`tr`,{children:[(0,F.jsx)(`th`,{scope:`row`,children:e.replaceAll(`_`,` `)}),(0,F.jsxs)(`td`,{dir:`auto`,children:[t,(n||r)&&` (${n||`–`} / ${r||`–`})`]}),(0,F.jsxs)(`td`,{className:`weight`,children:[a>0?`+`:``,i(a),(0,F.jsx)(`span`,{className:a<0?`against`:`for`,style:{inlineSize:`${60*Math.abs(a)/s}px`}})]})]},e))})})]})}})}function G({entity:e}){let{t}=u(),{two:r}=v(),[i,o]=(0,H.useState)(null),l=e.mentions.edges.map(({node:e})=>e),d=new Map(l.map(e=>[e.id,K(e)])),f=e.joins.edges.map(({node:e})=>e);return(0,F.jsxs)(`div`,{className:`columns`,children:[(0,F.jsxs)(`section`,{children:[(0,F.jsx)(n,{size:`sm`,c:`dimmed`,children:t(`shown.of`,{shown:e.mentions.shown,total:e.mentions.total??t(`shown.more`),by:e.mentions.rankedBy})}),l.map(e=>(0,F.jsxs)(`article`,{className:`record`,children:[(0,F.jsxs)(`h3`,{children:[e.record?.source,` `,(0,F.jsx)(`bdi`,{children:e.record?.sourceKey}),` (`,e.record?.grade,`)`]}),e.properties.map(({property:e,values:t})=>(0,F.jsxs)(`div`,{children:[(0,F.jsxs)(n,{span:!0,size:`xs`,c:`dimmed`,children:[e.replaceAll(`_`,` `),` `]}),(0,F.jsx)(`bdi`,{children:t.join(`; `)})]},e))]},e.id))]}),(0,F.jsxs)(`section`,{children:[(0,F.jsx)(c,{order:2,size:`h5`,children:t(`why.title`)}),f.length===0&&(0,F.jsx)(n,{c:`dimmed`,children:t(`why.single`)}),(0,F.jsx)(s,{className:`tight`,children:(0,F.jsx)(s.Tbody,{children:f.map(({by:e,probability:t,left:n,right:i})=>(0,F.jsxs)(s.Tr,{children:[(0,F.jsx)(s.Td,{children:(0,F.jsxs)(a,{component:`button`,ta:`start`,onClick:()=>n&&i&&o([n.id,i.id]),children:[d.get(n?.id??``)??`…`,` = `,d.get(i?.id??``)??`…`]})}),(0,F.jsx)(s.Td,{children:e}),(0,F.jsx)(s.Td,{children:r(t)})]},`${n?.id} ${i?.id} ${e}`))})}),i&&(0,F.jsx)(W,{one:i[0],other:i[1]})]})]})}function K({properties:e,record:t}){return[e.find(({property:e})=>e===`name`)?.values[0],t?.source].filter(Boolean).join(` / `)}function q({entity:e}){return E.filter(t=>e.classes.every(e=>e.name!==t)).map(t=>(0,F.jsx)(J,{id:e.id,name:t},t))}function J({id:e,name:t}){let{t:r}=u(),i=f(),a=_(),o={from:e,to:t},s=C(e=>o[e]??``),l=m(j,{...S(s,a),first:1});return(0,F.jsxs)(`section`,{children:[(0,F.jsx)(c,{order:2,size:`h5`,mt:`md`,children:r(`classes.${t}`)}),(0,F.jsx)(p,{of:l,children:({connections:{edges:e}})=>{let t=e[0]?.node;return t?(0,F.jsxs)(F.Fragment,{children:[(0,F.jsx)(w,{chain:t,step:null,choose:e=>i(`/`,{...o,chain:t.id,step:String(e)})}),(0,F.jsx)(N,{chain:t}),(0,F.jsx)(x,{path:`/`,wanted:{...o},size:`sm`,children:r(`entity.allChains`)})]}):(0,F.jsx)(n,{c:`dimmed`,children:r(`chains.none`)})}})]})}function Y(){let{t:e}=u(),{id:n=``}=y(),r=_(),i=m(z,{id:n,asKnownAt:r});return(0,F.jsx)(p,{of:i,children:({entity:n})=>n?(0,F.jsx)(Z,{entity:n}):(0,F.jsx)(t,{m:`md`,color:`gray`,variant:`outline`,title:e(`entity.absent`),children:e(`entity.absentHint`)})})}var X=[`facts`,`links`,`chains`,`timeline`,`mentions`,`records`];function Z({entity:e}){let{t}=u(),{get:n,change:r}=h();b([e.marking]);let i=X.find(e=>e===n(`tab`))??`facts`;return(0,F.jsxs)(`div`,{className:`padded`,children:[(0,F.jsx)(Q,{entity:e}),(0,F.jsxs)(o,{value:i,onChange:e=>r({tab:e===`facts`?null:e}),keepMounted:!1,mt:`md`,children:[(0,F.jsx)(o.List,{children:X.map(e=>(0,F.jsx)(o.Tab,{value:e,children:t(`entity.tabs.${e}`)},e))}),(0,F.jsx)(o.Panel,{value:`facts`,pt:`md`,children:(0,F.jsx)(B,{entity:e})}),(0,F.jsx)(o.Panel,{value:`links`,pt:`md`,children:(0,F.jsx)(V,{entity:e})}),(0,F.jsx)(o.Panel,{value:`chains`,pt:`md`,children:(0,F.jsx)(q,{entity:e})}),(0,F.jsx)(o.Panel,{value:`timeline`,pt:`md`,children:(0,F.jsx)(R,{entity:e})}),(0,F.jsx)(o.Panel,{value:`mentions`,pt:`md`,children:(0,F.jsx)(G,{entity:e})}),(0,F.jsx)(o.Panel,{value:`records`,pt:`md`,children:(0,F.jsx)(L,{id:e.id})})]})]})}function Q({entity:e}){let{t}=u(),{days:a}=v(),{marking:o,seenBetween:s}=e,l=a(s.first,s.last);return(0,F.jsxs)(r,{wrap:`nowrap`,align:`flex-start`,children:[(0,F.jsx)(T,{kind:e.kind,strand:e.strand,size:64}),(0,F.jsxs)(`div`,{children:[(0,F.jsx)(c,{order:1,size:`h3`,dir:`auto`,children:e.caption||t(`entity.unnamed`)}),(0,F.jsxs)(r,{gap:`xs`,my:4,children:[(0,F.jsx)(n,{c:`dimmed`,children:t(`kinds.${e.kind}`)}),e.classes.map(({name:e,rule:n})=>(0,F.jsx)(i,{variant:`outline`,color:`gray`,c:`inherit`,radius:`xs`,children:t(`classes.${e}`)},n))]}),(0,F.jsxs)(n,{size:`sm`,c:`dimmed`,children:[l&&`${t(`entity.seen`,{when:l})} · `,t(`entity.marked`,{tlp:`TLP:${o.tlp.toUpperCase().replace(`_`,`+`)}`,owners:o.owners.join(`, `)})]}),(0,F.jsx)(n,{size:`sm`,mt:4,children:(0,F.jsx)(x,{path:`/`,wanted:{from:e.id,to:`CHEMICAL_SUPPLIER`},children:t(`entity.askFrom`)})}),e.classes.map(({name:e,rule:r,support:i,records:a})=>(0,F.jsx)(n,{size:`sm`,c:`dimmed`,children:t(`entity.classBy`,{name:t(`classes.${e}`),rule:r,count:i,records:a.map(e=>`${e.source} ${e.sourceKey}`).join(`; `)})},r))]})]})}export{Y as default};