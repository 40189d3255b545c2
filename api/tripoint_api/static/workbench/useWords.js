import{n as e}from"./rolldown-runtime.js";import{i as t}from"./react.js";import{n,t as r}from"./gql.js";import{l as i}from"./address.js";var a=e(t(),1),o=r(`
  query LinkWords {
    ontology {
      links {
        name
        sentence
      }
    }
  }
`),s={};function c(){let e=i(o,s).data?.ontology.links;return(0,a.useMemo)(()=>e?.map(({name:e})=>e)??[],[e])}function l(){let{i18n:e}=n(),t=e.language,r=i(o,s).data?.ontology.links;return(0,a.useMemo)(()=>{let n=new Map(r?.map(({name:e,sentence:t})=>[e,t])),i=e.getResource(t,`translation`,`links`)??{};return e=>u(i[e]??n.get(e)??d(e))},[r,e,t])}var u=e=>e.replace(/\{(source|target)\}/g,``).replace(/\s+/g,` `).trim(),d=e=>e.toLowerCase().replaceAll(`_`,` `);function f(){let{i18n:e}=n(),t=e.language;return(0,a.useMemo)(()=>{let e=new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeZone:`UTC`}),n=new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeStyle:`short`,timeZone:`UTC`}),r=new Intl.NumberFormat(t),i=new Intl.NumberFormat(t,{minimumFractionDigits:2,maximumFractionDigits:2}),a=new Intl.NumberFormat(t,{style:`percent`,maximumSignificantDigits:2}),o=new Intl.NumberFormat(t,{maximumSignificantDigits:2});return{day:t=>e.format(new Date(t)),moment:e=>`${n.format(new Date(e))} UTC`,days:(t,n)=>{if(!t&&!n)return``;let[r,i]=[t&&e.format(new Date(t)),n&&e.format(new Date(n))];return r===i?r??``:`${r??`…`} – ${i??`…`}`},count:e=>r.format(e),two:e=>i.format(e),share:e=>a.format(e),few:e=>o.format(e)}},[t])}export{c as n,l as r,f as t};