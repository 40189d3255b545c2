import{n as e}from"./rolldown-runtime.js";import{O as t,T as n,s as r}from"./mantine.js";import{i,n as a}from"./react.js";import{n as o,t as s}from"./gql.js";import{a as c,i as l,s as u,t as d,u as f}from"./Answer.js";import{t as p}from"./Heads.js";import{n as m,t as h}from"./Scrolls.js";import{t as g}from"./To.js";import{t as _}from"./RouteMap.js";var v=e(i(),1),y=s(`
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
`),b=new Set([`DEPARTED_FROM`,`LOADED_AT`]),x=new Set([`ARRIVED_AT`,`DISCHARGED_AT`]);function S({nodes:e}){return e.flatMap(e=>C(e)?e.places.edges.map(({node:t})=>({who:e,touched:t})):[])}var C=e=>e!==null&&`places`in e,w=({place:{lat:e,lon:t}})=>e==null||t==null?null:[t,e];function T(e){let t=new Map;for(let{touched:n}of e){let e=w(n),{entity:r,name:i}=n.place;e&&t.set(r.id,{id:r.id,name:i,at:e,strand:`context`,size:6})}return[...t.values()]}function E(e){let t=new Map;for(let{touched:n}of e)for(let{type:e,source:r}of n.links){let i=t.get(r.id)??{};b.has(e)&&(i.from=w(n)),x.has(e)&&(i.to=w(n)),t.set(r.id,i)}return[...t].flatMap(([e,{from:t,to:n}])=>t&&n?[{id:e,from:t,to:n,strand:`movement`,weight:.3,faint:!1}]:[])}var D=a(),O=20;function k({ids:e}){let t=u(),n=f(y,{ids:e,first:O,asKnownAt:t},{keep:!0});return(0,D.jsx)(d,{of:n,children:e=>(0,D.jsx)(A,{answer:e})})}function A({answer:e}){let{t:r}=o(),i=c(),{get:a,change:s}=l(),u=(0,v.useMemo)(()=>S(e),[e]),d=u.length+j(e),f=(0,v.useMemo)(()=>T(u),[u]),p=(0,v.useMemo)(()=>E(u),[u]),m=a(`borders`)!==`0`;return(0,D.jsxs)(`section`,{children:[(0,D.jsxs)(`div`,{className:`canvas-tools`,children:[(0,D.jsx)(t,{size:`sm`,c:`dimmed`,role:`status`,children:r(`shown.of`,{shown:u.length,total:d,by:M(e)})}),(0,D.jsx)(n,{label:r(`map.borders`),checked:m,onChange:e=>s({borders:e.currentTarget.checked?null:`0`})})]}),f.length===0&&(0,D.jsx)(t,{px:`md`,children:r(`map.nothing`)}),(0,D.jsx)(`div`,{className:`canvas`,children:(0,D.jsx)(_,{spots:f,legs:p,chosen:``,choose:e=>i(`/entity/${e}`),borders:m,label:r(`routes.picture`,{legs:p.length,places:f.length})})}),(0,D.jsx)(t,{size:`xs`,c:`dimmed`,px:`md`,children:r(`map.disclaimer`)}),(0,D.jsx)(N,{items:u})]})}var j=({nodes:e})=>e.reduce((e,t)=>{let n=C(t)?t.places:null;return e+(n?.total?n.total-n.shown:0)},0),M=({nodes:e})=>e.find(C)?.places.rankedBy??``;function N({items:e}){let{t:n}=o(),{days:i}=m();return(0,D.jsx)(h,{label:n(`map.table`),padded:!0,children:(0,D.jsxs)(r,{className:`tight`,children:[(0,D.jsx)(p,{names:[n(`map.place`),n(`map.who`),n(`table.says`),n(`table.when`)]}),(0,D.jsx)(r.Tbody,{children:e.map(({who:e,touched:a})=>(0,D.jsxs)(r.Tr,{children:[(0,D.jsx)(r.Td,{children:(0,D.jsx)(g,{path:`/entity/${a.place.entity.id}`,children:a.place.name})}),(0,D.jsx)(r.Td,{children:(0,D.jsx)(`bdi`,{children:e.caption})}),(0,D.jsxs)(r.Td,{children:[a.links.map(({id:t,sentence:n,source:r})=>(0,D.jsx)(`div`,{dir:`auto`,children:r.id===e.id?n:(0,D.jsx)(g,{path:`/entity/${r.id}`,children:n})},t)),a.count>a.links.length&&(0,D.jsx)(t,{size:`xs`,c:`dimmed`,children:n(`facts.andMore`,{count:a.count-a.links.length})})]}),(0,D.jsx)(r.Td,{children:i(a.firstSeen,a.lastSeen)})]},`${e.id} ${a.place.entity.id}`))})]})})}export{k as t};