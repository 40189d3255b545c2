import{n as e}from"./rolldown-runtime.js";import{C as t,E as n,o as r}from"./mantine.js";import{i,n as a}from"./react.js";import{n as o,t as s}from"./gql.js";import{a as c,c as l,d as u,i as d,s as f,t as p}from"./useWords.js";import{t as m}from"./Scrolls.js";import{t as h}from"./To.js";import{t as g}from"./RouteMap.js";var _=e(i(),1),v=s(`
  query WhereaboutsOf($ids: [ID!]!, $limit: Int!, $asKnownAt: DateTime) {
    whereabouts(ids: $ids, limit: $limit, asKnownAt: $asKnownAt) {
      items {
        entity {
          id
          caption
        }
        via {
          id
          caption
          strand
        }
        place {
          entity {
            id
          }
          name
          lat
          lon
        }
        link {
          id
          type
          sentence
          validFrom
          validTo
        }
      }
      truncated {
        shown
        total
        rankedBy
      }
    }
  }
`),y=new Set([`DEPARTED_FROM`,`LOADED_AT`]),b=new Set([`ARRIVED_AT`,`DISCHARGED_AT`]),x=({place:{lat:e,lon:t}})=>e==null||t==null?null:[t,e];function S(e){let t=new Map;for(let n of e){let e=x(n),{entity:r,name:i}=n.place;e&&t.set(r.id,{id:r.id,name:i,at:e,strand:`context`,size:6})}return[...t.values()]}function C(e){let t=new Map;for(let n of e){let e=(n.via??n.entity).id,r=t.get(e)??{};y.has(n.link.type)&&(r.from=n),b.has(n.link.type)&&(r.to=n),t.set(e,r)}return[...t].flatMap(([e,{from:t,to:n}])=>{let[r,i]=[t&&x(t),n&&x(n)];return!r||!i?[]:[{id:e,from:r,to:i,strand:`movement`,weight:.3,faint:!1}]})}var w=a(),T=200;function E({ids:e}){let t=f(),n=u(v,{ids:e,limit:T,asKnownAt:t},{keep:!0});return(0,w.jsx)(l,{of:n,children:({whereabouts:{items:e,truncated:t}})=>(0,w.jsx)(D,{items:e,cut:t})})}function D({items:e,cut:r}){let{t:i}=o(),a=c(),{get:s,change:l}=d(),u=(0,_.useMemo)(()=>S(e),[e]),f=(0,_.useMemo)(()=>C(e),[e]),p=s(`borders`)!==`0`;return(0,w.jsxs)(`section`,{children:[(0,w.jsxs)(`div`,{className:`canvas-tools`,children:[(0,w.jsx)(n,{size:`sm`,c:`dimmed`,role:`status`,children:i(`shown.of`,{shown:r.shown,total:r.total,by:r.rankedBy})}),(0,w.jsx)(t,{label:i(`map.borders`),checked:p,onChange:e=>l({borders:e.currentTarget.checked?null:`0`})})]}),u.length===0&&(0,w.jsx)(n,{px:`md`,children:i(`map.nothing`)}),(0,w.jsx)(`div`,{className:`canvas`,children:(0,w.jsx)(g,{spots:u,legs:f,chosen:``,choose:e=>a(`/entity/${e}`),borders:p,label:i(`routes.picture`,{legs:f.length,places:u.length})})}),(0,w.jsx)(n,{size:`xs`,c:`dimmed`,px:`md`,children:i(`map.disclaimer`)}),(0,w.jsx)(O,{items:e})]})}function O({items:e}){let{t}=o(),{days:n}=p();return(0,w.jsx)(m,{label:t(`map.table`),padded:!0,children:(0,w.jsxs)(r,{className:`tight`,children:[(0,w.jsx)(r.Thead,{children:(0,w.jsxs)(r.Tr,{children:[(0,w.jsx)(r.Th,{children:t(`map.place`)}),(0,w.jsx)(r.Th,{children:t(`map.who`)}),(0,w.jsx)(r.Th,{children:t(`table.says`)}),(0,w.jsx)(r.Th,{children:t(`table.when`)})]})}),(0,w.jsx)(r.Tbody,{children:e.map(({entity:e,via:t,place:i,link:a})=>(0,w.jsxs)(r.Tr,{children:[(0,w.jsx)(r.Td,{children:(0,w.jsx)(h,{path:`/entity/${i.entity.id}`,children:i.name})}),(0,w.jsx)(r.Td,{children:(0,w.jsx)(`bdi`,{children:e.caption})}),(0,w.jsx)(r.Td,{dir:`auto`,children:t?(0,w.jsx)(h,{path:`/entity/${t.id}`,children:a.sentence}):a.sentence}),(0,w.jsx)(r.Td,{children:n(a.validFrom,a.validTo)})]},`${e.id} ${a.id}`))})]})})}export{E as t};