import{n as e}from"./rolldown-runtime.js";import{i as t,n}from"./react.js";import{u as r}from"./Answer.js";import{n as i,t as a}from"./gql.js";var o=e(t(),1),s=a(`
  query LinkWords {
    ontology {
      links {
        name
        sentence
      }
    }
  }
`),c={};function l(){let e=r(s,c).data?.ontology.links;return(0,o.useMemo)(()=>e?.map(({name:e})=>e)??[],[e])}function u(){let{i18n:e}=i(),t=e.language,n=r(s,c).data?.ontology.links;return(0,o.useMemo)(()=>{let r=new Map(n?.map(({name:e,sentence:t})=>[e,t])),i=e.getResource(t,`translation`,`links`)??{};return e=>d(i[e]??r.get(e)??f(e))},[n,e,t])}var d=e=>e.replace(/\{(source|target)\}/g,``).replace(/\s+/g,` `).trim(),f=e=>e.toLowerCase().replaceAll(`_`,` `);function p(){let{i18n:e}=i(),t=e.language;return(0,o.useMemo)(()=>{let e=new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeZone:`UTC`}),n=new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeStyle:`short`,timeZone:`UTC`}),r=new Intl.NumberFormat(t),i=new Intl.NumberFormat(t,{minimumFractionDigits:2,maximumFractionDigits:2}),a=new Intl.NumberFormat(t,{style:`percent`,maximumSignificantDigits:2}),o=new Intl.NumberFormat(t,{maximumSignificantDigits:2});return{day:t=>e.format(new Date(t)),moment:e=>`${n.format(new Date(e))} UTC`,days:(t,n)=>{if(!t&&!n)return``;let[r,i]=[t&&e.format(new Date(t)),n&&e.format(new Date(n))];return r===i?r??``:`${r??`…`} – ${i??`…`}`},count:e=>r.format(e),two:e=>i.format(e),share:e=>a.format(e),few:e=>o.format(e)}},[t])}var m=n();function h({label:e,padded:t=!1,children:n}){return(0,m.jsx)(`section`,{className:t?`padded scrolls`:`scrolls`,"aria-label":e,tabIndex:0,children:n})}export{u as i,p as n,l as r,h as t};