import{n as e}from"./rolldown-runtime.js";import{O as t,T as n,s as r}from"./mantine.js";import{i,n as a}from"./react.js";import{n as o,t as s}from"./gql.js";import{a as c,c as l,f as u,i as d,s as f,t as p}from"./useWords.js";import{t as m}from"./Scrolls.js";import{t as h}from"./To.js";import{t as g}from"./RouteMap.js";var _=e(i(),1),v=s(`
  query WhereaboutsOf($ids: [ID!]!, $first: Int!, $asKnownAt: DateTime) {
    nodes(ids: $ids, asKnownAt: $asKnownAt) {
      ... on Entity {
        id
        caption
        places(first: $first) {
          edges {
            node {
              place {
                entity {
                  id
                }
                name
                lat
                lon
              }
              firstSeen
              lastSeen
              count
              links(first: 3) {
                id
                type
                sentence
                source {
                  id
                }
              }
            }
          }
          shown
          total
          rankedBy
        }
      }
    }
  }
`),y=new Set([`DEPARTED_FROM`,`LOADED_AT`]),b=new Set([`ARRIVED_AT`,`DISCHARGED_AT`]);function x({nodes:e}){return e.flatMap(e=>S(e)?e.places.edges.map(({node:t})=>({who:e,touched:t})):[])}var S=e=>e!==null&&`places`in e,C=({place:{lat:e,lon:t}})=>e==null||t==null?null:[t,e];function w(e){let t=new Map;for(let{touched:n}of e){let e=C(n),{entity:r,name:i}=n.place;e&&t.set(r.id,{id:r.id,name:i,at:e,strand:`context`,size:6})}return[...t.values()]}function T(e){let t=new Map;for(let{touched:n}of e)for(let{type:e,source:r}of n.links){let i=t.get(r.id)??{};y.has(e)&&(i.from=C(n)),b.has(e)&&(i.to=C(n)),t.set(r.id,i)}return[...t].flatMap(([e,{from:t,to:n}])=>t&&n?[{id:e,from:t,to:n,strand:`movement`,weight:.3,faint:!1}]:[])}var E=a(),D=20;function O({ids:e}){let t=f(),n=u(v,{ids:e,first:D,asKnownAt:t},{keep:!0});return(0,E.jsx)(l,{of:n,children:e=>(0,E.jsx)(k,{answer:e})})}function k({answer:e}){let{t:r}=o(),i=c(),{get:a,change:s}=d(),l=(0,_.useMemo)(()=>x(e),[e]),u=l.length+A(e),f=(0,_.useMemo)(()=>w(l),[l]),p=(0,_.useMemo)(()=>T(l),[l]),m=a(`borders`)!==`0`;return(0,E.jsxs)(`section`,{children:[(0,E.jsxs)(`div`,{className:`canvas-tools`,children:[(0,E.jsx)(t,{size:`sm`,c:`dimmed`,role:`status`,children:r(`shown.of`,{shown:l.length,total:u,by:j(e)})}),(0,E.jsx)(n,{label:r(`map.borders`),checked:m,onChange:e=>s({borders:e.currentTarget.checked?null:`0`})})]}),f.length===0&&(0,E.jsx)(t,{px:`md`,children:r(`map.nothing`)}),(0,E.jsx)(`div`,{className:`canvas`,children:(0,E.jsx)(g,{spots:f,legs:p,chosen:``,choose:e=>i(`/entity/${e}`),borders:m,label:r(`routes.picture`,{legs:p.length,places:f.length})})}),(0,E.jsx)(t,{size:`xs`,c:`dimmed`,px:`md`,children:r(`map.disclaimer`)}),(0,E.jsx)(M,{items:l})]})}var A=({nodes:e})=>e.reduce((e,t)=>{let n=S(t)?t.places:null;return e+(n?.total?n.total-n.shown:0)},0),j=({nodes:e})=>e.find(S)?.places.rankedBy??``;function M({items:e}){let{t:n}=o(),{days:i}=p();return(0,E.jsx)(m,{label:n(`map.table`),padded:!0,children:(0,E.jsxs)(r,{className:`tight`,children:[(0,E.jsx)(r.Thead,{children:(0,E.jsxs)(r.Tr,{children:[(0,E.jsx)(r.Th,{children:n(`map.place`)}),(0,E.jsx)(r.Th,{children:n(`map.who`)}),(0,E.jsx)(r.Th,{children:n(`table.says`)}),(0,E.jsx)(r.Th,{children:n(`table.when`)})]})}),(0,E.jsx)(r.Tbody,{children:e.map(({who:e,touched:a})=>(0,E.jsxs)(r.Tr,{children:[(0,E.jsx)(r.Td,{children:(0,E.jsx)(h,{path:`/entity/${a.place.entity.id}`,children:a.place.name})}),(0,E.jsx)(r.Td,{children:(0,E.jsx)(`bdi`,{children:e.caption})}),(0,E.jsxs)(r.Td,{children:[a.links.map(({id:t,sentence:n,source:r})=>(0,E.jsx)(`div`,{dir:`auto`,children:r.id===e.id?n:(0,E.jsx)(h,{path:`/entity/${r.id}`,children:n})},t)),a.count>a.links.length&&(0,E.jsx)(t,{size:`xs`,c:`dimmed`,children:n(`facts.andMore`,{count:a.count-a.links.length})})]}),(0,E.jsx)(r.Td,{children:i(a.firstSeen,a.lastSeen)})]},`${e.id} ${a.place.entity.id}`))})]})})}export{O as t};