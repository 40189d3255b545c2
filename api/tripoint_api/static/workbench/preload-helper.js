import{A as e,O as t,w as n}from"./mantine.js";import{n as r}from"./react.js";import{n as i,t as a}from"./gql.js";import{n as o,r as s}from"./marking.js";import{n as c}from"./Scrolls.js";var l=864e5,u=e=>e.toISOString().slice(0,10);function d({start:e,end:t},n){if(!e||!t)return{start:e,end:t};let[r,i]=[Date.parse(e),Date.parse(t)],a=i-r+l;return{start:u(new Date(r+n*a)),end:u(new Date(i+n*a))}}var f=r(),p=a(`
  query RecordsOf($ids: [ID!], $entity: ID, $first: Int!, $asKnownAt: DateTime) {
    records(ids: $ids, entity: $entity, first: $first, asKnownAt: $asKnownAt) {
      edges {
        node {
          ...RecordsShown
        }
      }
      shown
      total
      rankedBy
    }
  }

  fragment RecordsShown on Record {
    id
    source
    sourceKey
    version
    grade
    gradeProbability
    handling {
      owner
      tlp
      category
      releasableTo
    }
    observedAt
    loadedAt
    withdrawn
    raw
    origin
  }
`);function m({record:r}){let{t:a}=i(),{moment:l,two:u}=c();s([r.handling]);let{owner:d,tlp:p,category:m,releasableTo:h}=r.handling;return(0,f.jsxs)(`article`,{className:`record`,children:[(0,f.jsxs)(`h3`,{children:[r.source,` `,(0,f.jsx)(`bdi`,{children:r.sourceKey})]}),(0,f.jsxs)(e,{gap:6,mb:4,children:[(0,f.jsx)(n,{variant:`outline`,color:`gray`,c:`dimmed`,radius:`xs`,title:a(`records.gradeMeans`),children:a(`records.grade`,{grade:r.grade,probability:u(r.gradeProbability)})}),(0,f.jsx)(n,{variant:`outline`,color:`gray`,c:`dimmed`,radius:`xs`,children:o(p)}),r.withdrawn&&(0,f.jsx)(n,{color:`red.9`,children:a(`records.withdrawn`)})]}),(0,f.jsxs)(t,{size:`xs`,c:`dimmed`,children:[a(`records.from`,{owner:d,category:a(`categories.${m}`)}),h.length>0&&` · ${a(`records.releasable`,{to:h.join(`, `)})}`]}),(0,f.jsxs)(t,{size:`xs`,c:`dimmed`,children:[r.observedAt&&a(`records.seen`,{at:r.observedAt}),r.observedAt&&` · `,a(`records.loaded`,{at:l(r.loadedAt),origin:r.origin})]}),(0,f.jsx)(`pre`,{dir:`auto`,tabIndex:0,children:r.raw})]})}var h=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),g=function(e){return`/static/workbench/`+e},_={},v=function(e){return e.pathname.endsWith(`.css`)},y=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},b=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=g(t,n);let r=s(t),i=v(r);return y(_,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:h,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})};export{d as a,u as i,p as n,m as r,b as t};