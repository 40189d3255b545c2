import{n as e}from"./rolldown-runtime.js";import{O as t,S as n,i as r,o as i,p as a,s as o}from"./mantine.js";import{n as s,t as c}from"./gql.js";import{G as l,H as u,J as d,L as f,N as p,V as ee,d as m,f as h,i as g,j as _,l as v,m as y,p as te,r as b,t as x,u as S}from"./Answer.js";import{t as C}from"./Heads.js";import{n as w,t as T}from"./Scrolls.js";import{n as ne}from"./mutation.js";import{i as E,n as D}from"./react.js";var O=class extends l{#e;#t=void 0;#n;#r;constructor(e,t){super(),this.#e=e,this.setOptions(t),this.bindMethods(),this.#i()}bindMethods(){this.mutate=this.mutate.bind(this),this.reset=this.reset.bind(this)}setOptions(e){let t=this.options;this.options=this.#e.defaultMutationOptions(e),ee(this.options,t)||this.#e.getMutationCache().notify({type:`observerOptionsUpdated`,mutation:this.#n,observer:this}),t?.mutationKey&&this.options.mutationKey&&p(t.mutationKey)!==p(this.options.mutationKey)?this.reset():this.#n?.state.status===`pending`&&this.#n.setOptions(this.options)}onSubscribe(){this.listeners.size===1&&this.#n&&(this.#n.addObserver(this),this.#i())}onUnsubscribe(){this.hasListeners()||this.#n?.removeObserver(this)}onMutationUpdate(e){this.#i(),this.#a(e)}getCurrentResult(){return this.#t}reset(){this.#n?.removeObserver(this),this.#n=void 0,this.#i(),this.#a()}mutate(e,t){return this.#r=t,this.#n?.removeObserver(this),this.#n=this.#e.getMutationCache().build(this.#e,this.options),this.#n.addObserver(this),this.#n.execute(e)}#i(){let e=this.#n?.state??ne();this.#t={...e,isPending:e.status===`pending`,isSuccess:e.status===`success`,isError:e.status===`error`,isIdle:e.status===`idle`,mutate:this.mutate,reset:this.reset}}#a(e){_.batch(()=>{let t=this.#r;if(t&&this.hasListeners()){let n=this.#t.variables,r=this.#t.context,i={client:this.#e,meta:this.options.meta,mutationKey:this.options.mutationKey};if(e?.type===`success`){try{t.onSuccess?.(e.data,n,r,i)}catch(e){Promise.reject(e)}try{t.onSettled?.(e.data,null,n,r,i)}catch(e){Promise.reject(e)}}else if(e?.type===`error`){try{t.onError?.(e.error,n,r,i)}catch(e){Promise.reject(e)}try{t.onSettled?.(void 0,e.error,n,r,i)}catch(e){Promise.reject(e)}}}this.listeners.forEach(e=>{e(this.#t)})})}},k=e(E(),1);function A(e,t){let n=d(t),[r]=k.useState(()=>new O(n,e));k.useEffect(()=>{r.setOptions(e)},[r,e]);let i=k.useSyncExternalStore(k.useCallback(e=>r.subscribe(_.batchCalls(e)),[r]),()=>r.getCurrentResult(),()=>r.getCurrentResult()),a=k.useCallback((...e)=>{r.mutate(e[0],e[1]).catch(f)},[r]);if(i.error&&u(r.options.throwOnError,[i.error]))throw i.error;return{...i,mutate:a,mutateAsync:i.mutate}}var j=v(`outline`,`file-upload`,`FileUpload`,[[`path`,{d:`M14 3v4a1 1 0 0 0 1 1h4`,key:`svg-0`}],[`path`,{d:`M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2`,key:`svg-1`}],[`path`,{d:`M12 11v6`,key:`svg-2`}],[`path`,{d:`M9.5 13.5l2.5 -2.5l2.5 2.5`,key:`svg-3`}]]),M=c(`
  mutation Hold($name: String!, $uploads: [ID!]!) {
    holdDraft(name: $name, uploads: $uploads) {
      name
    }
  }
`),N=c(`
  mutation Accept($name: String!) {
    acceptDraft(name: $name) {
      new
      known
    }
  }
`),P=c(`
  mutation Drop($name: String!) {
    dropDraft(name: $name) {
      name
    }
  }
`),F=c(`
  query Drafts {
    viewer {
      mayLoad
    }
    drafts {
      edges {
       node {
        name
        begunAt
        records
        issues
        lost
        reading
        error
        progress {
          read
          share
          secondsLeft
        }
        files {
          file
          format
          new
          known
          changed
          withdrawn
          lost
          error
        }
        world {
          entitiesNew
          entitiesGrown
          gone {
            total
          }
          merged {
            total
            merges {
              entity {
                caption
              }
              by
            }
          }
          rules {
            rule
            count
          }
          classes {
            actorClass
            entering {
              total
              entities {
                id
                caption
              }
            }
          }
        }
        runs(first: 5) {
          edges {
            node {
              id
              file
              issues(first: 10) {
                edges {
                  node {
                    position
                    field
                    reason
                    hint
                  }
                }
                shown
                total
                rankedBy
              }
            }
          }
        }
      }
      }
      total
    }
  }
`);async function I(e,t){let n={"Content-Type":`application/octet-stream`};t&&(n[`X-Tripoint-Viewer`]=t);let r=`/uploads?${new URLSearchParams({name:e.name})}`,i;try{i=await fetch(r,{method:`PUT`,headers:n,body:e})}catch{throw new te}let a=await i.json();if(!a.upload)throw new h(a.detail??`${i.status}`,``);return a.upload}var L=e=>`batch-${e.toISOString().slice(0,19).replace(/[T:]/g,`-`)}`,R=D(),z={},B=1500;function V(){let{t:e}=s(),n=S(F,z,{every:B,keep:!0});return(0,R.jsx)(x,{of:n,children:({viewer:n,drafts:r})=>n.mayLoad?(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(U,{}),r.edges.map(({node:e})=>(0,R.jsx)(W,{draft:e},e.name))]}):(0,R.jsx)(t,{children:e(`handIn.mayNot`)})})}function H(){let e=d();return()=>e.invalidateQueries()}function U(){let{t:e}=s(),r=m(),i=H(),a=(0,k.useRef)(null),[o,c]=(0,k.useState)(!1),l=A({mutationFn:async e=>{let t=[];for(let n of e)t.push(await I(n,r));await y(M,{name:L(new Date),uploads:t},r)},onSettled:i});return(0,R.jsxs)(R.Fragment,{children:[(0,R.jsxs)(`div`,{className:`drop`,"data-over":o||void 0,onDragOver:e=>{e.preventDefault(),c(!0)},onDragLeave:()=>c(!1),onDrop:e=>{e.preventDefault(),c(!1),l.mutate([...e.dataTransfer.files])},children:[(0,R.jsx)(j,{"aria-hidden":`true`}),(0,R.jsx)(t,{children:e(`handIn.drop`)}),(0,R.jsx)(n,{variant:`default`,loading:l.isPending,onClick:()=>a.current?.click(),children:e(`handIn.choose`)}),(0,R.jsx)(`input`,{ref:a,type:`file`,multiple:!0,hidden:!0,"aria-label":e(`handIn.choose`),onChange:e=>{let t=[...e.currentTarget.files??[]];e.currentTarget.value=``,t.length&&l.mutate(t)}}),(0,R.jsx)(t,{size:`sm`,c:`dimmed`,children:e(`handIn.nothingYet`)})]}),l.error&&(0,R.jsx)(b,{error:l.error})]})}function W({draft:e}){let{t:i}=s(),a=m(),o=H(),{name:c}=e,l=A({mutationFn:()=>y(N,{name:c},a),onSettled:o}),u=A({mutationFn:()=>y(P,{name:c},a),onSettled:o}),d=l.error??u.error;return(0,R.jsxs)(`article`,{className:`record`,children:[(0,R.jsx)(r,{order:2,size:`h5`,children:c}),e.reading?(0,R.jsx)(G,{draft:e}):(0,R.jsxs)(R.Fragment,{children:[e.error&&(0,R.jsx)(t,{fw:600,children:e.error}),(0,R.jsx)(q,{draft:e}),(0,R.jsx)(J,{draft:e}),(0,R.jsx)(Y,{draft:e}),(0,R.jsx)(n,{me:`sm`,mt:`sm`,loading:l.isPending,onClick:()=>l.mutate(),children:i(`handIn.accept`)}),(0,R.jsx)(n,{mt:`sm`,variant:`default`,loading:u.isPending,onClick:()=>u.mutate(),children:i(`handIn.dropIt`)})]}),d&&(0,R.jsx)(b,{error:d})]})}function G({draft:{progress:e}}){let{t:n}=s(),{count:r}=w();return(0,R.jsxs)(`div`,{role:`status`,children:[(0,R.jsx)(t,{size:`sm`,children:n(`handIn.reading`,{read:r(e?.read??0)})}),(0,R.jsx)(a,{value:100*(e?.share??0),"aria-label":n(`handIn.progress`)})]})}var K=[`file`,`format`,`new`,`known`,`changed`,`withdrawn`,`leftOutRows`];function q({draft:{files:e}}){let{t}=s();return(0,R.jsx)(T,{label:t(`handIn.files`),children:(0,R.jsxs)(o,{className:`tight`,children:[(0,R.jsx)(C,{names:K.map(e=>t(`handIn.${e}`))}),(0,R.jsx)(o.Tbody,{children:e.map(e=>(0,R.jsxs)(o.Tr,{children:[(0,R.jsx)(o.Td,{children:e.file}),(0,R.jsx)(o.Td,{children:e.error||e.format}),(0,R.jsx)(o.Td,{children:e.new}),(0,R.jsx)(o.Td,{children:e.known}),(0,R.jsx)(o.Td,{children:e.changed}),(0,R.jsx)(o.Td,{children:e.withdrawn}),(0,R.jsx)(o.Td,{children:e.lost})]},e.file))})]})})}function J({draft:{world:e}}){let{t:n}=s();return(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(t,{mt:`xs`,children:n(`handIn.world`,{fresh:e.entitiesNew,grown:e.entitiesGrown,gone:e.gone.total,merged:e.merged.total})}),e.rules.length>0&&(0,R.jsxs)(t,{size:`sm`,c:`dimmed`,children:[n(`handIn.rules`),` `,e.rules.map(({rule:e,count:t})=>`${e} ${t}`).join(` · `)]}),e.classes.map(({actorClass:e,entering:r})=>r.total>0?(0,R.jsxs)(t,{size:`sm`,fw:600,children:[n(`handIn.entering`,{count:r.total,name:n(`classes.${e}`)}),` `,r.entities.map(({caption:e})=>e).join(`, `)]},e):null)]})}function Y({draft:{runs:e,issues:n}}){let{t:r}=s();return n===0?null:(0,R.jsx)(R.Fragment,{children:e.edges.map(({node:{id:e,file:n,issues:i}})=>(0,R.jsxs)(`div`,{children:[i.edges.map(({node:{position:e,field:r,reason:i,hint:a}})=>(0,R.jsxs)(t,{size:`sm`,children:[n,` `,e,` `,r,`: `,i,`. `,a]},`${e} ${r} ${i}`)),i.edges.length>0&&(0,R.jsx)(t,{size:`xs`,c:`dimmed`,children:r(`shown.of`,{shown:i.shown,total:i.total??r(`shown.more`),by:i.rankedBy})})]},e))})}var X=c(`
  query IssuesOf($id: ID!) {
    ingestRun(id: $id) {
          id
          file
          issues(first: 50) {
            edges {
              node {
                position
                field
                rule
                reason
                hint
                lost
                excerpt
              }
            }
            shown
            total
            rankedBy
          }
    }
  }
`),Z=[`position`,`field`,`rule`,`reason`,`hint`,`excerpt`,`kept`];function re({id:e}){let{t:n}=s(),i=S(X,{id:e});return(0,R.jsx)(x,{of:i,children:({ingestRun:e})=>{if(!e)return(0,R.jsx)(t,{c:`dimmed`,children:n(`entity.absentHint`)});let{issues:i,file:a}=e;return(0,R.jsxs)(`section`,{children:[(0,R.jsx)(r,{order:2,size:`h5`,mt:`md`,children:n(`ingest.asideOf`,{file:a})}),(0,R.jsx)(t,{size:`sm`,c:`dimmed`,children:n(`shown.of`,{shown:i.shown,total:i.total??n(`shown.more`),by:i.rankedBy})}),(0,R.jsx)(T,{label:a,children:(0,R.jsxs)(o,{className:`tight`,children:[(0,R.jsx)(C,{names:Z.map(e=>n(`ingest.${e}`))}),(0,R.jsx)(o.Tbody,{children:i.edges.map(({node:e})=>(0,R.jsxs)(o.Tr,{children:[(0,R.jsx)(o.Td,{children:e.position}),(0,R.jsx)(o.Td,{children:e.field}),(0,R.jsx)(o.Td,{children:e.rule}),(0,R.jsx)(o.Td,{children:e.reason}),(0,R.jsx)(o.Td,{children:e.hint}),(0,R.jsx)(o.Td,{dir:`auto`,children:e.excerpt}),(0,R.jsx)(o.Td,{children:e.lost?n(`ingest.leftOut`):n(`ingest.wasKept`)})]},`${e.position} ${e.field} ${e.rule} ${e.excerpt}`))})]})})]})}})}var ie=c(`
  query Runs($first: Int!) {
    ingestRuns(first: $first) {
      edges {
        node {
          id
          source
          format
          file
          state
          startedAt
          finishedAt
          read
          new
          lost
          error
          edition
          whole
          issues(first: 1) {
            total
          }
        }
      }
      shown
      total
      rankedBy
    }
  }
`),ae=c(`
  query Formats {
    formats {
      name
      title
      source
      family
    }
  }
`),oe=2e3,se=50,Q={};function ce(){let{t:e}=s(),{get:t,change:n}=g(),a=t(`tab`)||`runs`;return(0,R.jsxs)(`div`,{className:`padded`,children:[(0,R.jsx)(r,{order:1,size:`h4`,mb:`sm`,children:e(`screens.ingest`)}),(0,R.jsxs)(i,{value:a,onChange:e=>n({tab:e===`runs`?null:e,run:null}),keepMounted:!1,children:[(0,R.jsxs)(i.List,{children:[(0,R.jsx)(i.Tab,{value:`runs`,children:e(`ingest.runs`)}),(0,R.jsx)(i.Tab,{value:`load`,children:e(`handIn.title`)}),(0,R.jsx)(i.Tab,{value:`sources`,children:e(`ingest.sources`)}),(0,R.jsx)(i.Tab,{value:`formats`,children:e(`ingest.formats`)})]}),(0,R.jsx)(i.Panel,{value:`runs`,pt:`md`,children:(0,R.jsx)($,{})}),(0,R.jsx)(i.Panel,{value:`load`,pt:`md`,children:(0,R.jsx)(V,{})}),(0,R.jsx)(i.Panel,{value:`sources`,pt:`md`,children:(0,R.jsx)(fe,{})}),(0,R.jsx)(i.Panel,{value:`formats`,pt:`md`,children:(0,R.jsx)(ue,{})})]})]})}var le=[`file`,`format`,`source`,`state`,`started`,`read`,`new`,`lost`];function $(){let{t:e}=s(),{get:n,change:r}=g(),{count:i,moment:a}=w(),c=S(ie,{first:se},{every:oe,keep:!0});return(0,R.jsx)(x,{of:c,children:({ingestRuns:{edges:s,shown:c,total:l,rankedBy:u}})=>(0,R.jsxs)(R.Fragment,{children:[(0,R.jsx)(t,{size:`sm`,c:`dimmed`,role:`status`,children:e(`shown.of`,{shown:c,total:l??e(`shown.more`),by:u})}),s.length===0&&(0,R.jsx)(t,{mt:`md`,children:e(`ingest.nothing`)}),(0,R.jsx)(T,{label:e(`ingest.runs`),children:(0,R.jsxs)(o,{className:`tight`,children:[(0,R.jsx)(C,{names:le.map(t=>e(`ingest.${t}`))}),(0,R.jsx)(o.Tbody,{children:s.map(({node:t})=>(0,R.jsxs)(o.Tr,{children:[(0,R.jsx)(o.Td,{children:t.file}),(0,R.jsx)(o.Td,{children:t.format}),(0,R.jsx)(o.Td,{children:t.source}),(0,R.jsxs)(o.Td,{children:[e(`ingest.states.${t.state}`),t.error&&`: ${t.error}`]}),(0,R.jsx)(o.Td,{children:a(t.startedAt)}),(0,R.jsx)(o.Td,{children:i(t.read)}),(0,R.jsx)(o.Td,{children:i(t.new)}),(0,R.jsx)(o.Td,{children:(0,R.jsx)(`button`,{type:`button`,className:`plain-link`,disabled:!t.issues.total,"aria-expanded":n(`run`)===t.id,onClick:()=>r({run:n(`run`)===t.id?null:t.id}),children:e(`ingest.setAside`,{count:t.issues.total??0,lost:t.lost})})})]},t.id))})]})}),n(`run`)&&(0,R.jsx)(re,{id:n(`run`)})]})})}function ue(){let{t:e}=s(),t=S(ae,Q);return(0,R.jsx)(x,{of:t,children:({formats:t})=>(0,R.jsxs)(o,{className:`tight`,children:[(0,R.jsx)(C,{names:[e(`ingest.format`),e(`ingest.reads`),e(`ingest.family`)]}),(0,R.jsx)(o.Tbody,{children:t.map(({name:t,title:n,family:r})=>(0,R.jsxs)(o.Tr,{children:[(0,R.jsx)(o.Td,{children:t}),(0,R.jsx)(o.Td,{children:n}),(0,R.jsx)(o.Td,{children:e(`categories.${r}`)})]},t))})]})})}var de=c(`
  query Sources {
    sources {
      name
      owner
      tlp
      category
      retention
      grade
      gradeProbability
    }
  }
`);function fe(){let{t:e}=s(),{two:t}=w(),n=S(de,Q);return(0,R.jsx)(x,{of:n,children:({sources:n})=>(0,R.jsxs)(o,{className:`tight`,children:[(0,R.jsx)(o.Thead,{children:(0,R.jsx)(o.Tr,{children:[`source`,`owner`,`grade`,`marking`,`family`,`retention`].map(t=>(0,R.jsx)(o.Th,{children:e(`ingest.${t}`)},t))})}),(0,R.jsx)(o.Tbody,{children:n.map(n=>(0,R.jsxs)(o.Tr,{children:[(0,R.jsx)(o.Td,{children:n.name}),(0,R.jsx)(o.Td,{children:n.owner}),(0,R.jsx)(o.Td,{children:n.grade&&e(`records.grade`,{grade:n.grade,probability:t(n.gradeProbability??0)})}),(0,R.jsx)(o.Td,{children:n.tlp&&`TLP:${n.tlp.toUpperCase().replace(`_`,`+`)}`}),(0,R.jsx)(o.Td,{children:n.category&&e(`categories.${n.category}`)}),(0,R.jsx)(o.Td,{children:n.retention})]},n.name))})]})})}export{ce as default};