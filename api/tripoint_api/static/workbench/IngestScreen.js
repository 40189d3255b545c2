import{D as e,i as t,o as n,s as r}from"./mantine.js";import{n as i,t as a}from"./gql.js";import{c as o,d as s,i as c,t as l}from"./useWords.js";import{t as u}from"./Scrolls.js";import{n as d}from"./react.js";var f=d(),p=a(`
  query IssuesOf($format: String!, $source: String!, $first: Int!) {
    ingestRuns(format: $format, source: $source, first: $first) {
      edges {
        node {
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
    }
  }
`),m=20,h=[`position`,`field`,`rule`,`reason`,`hint`,`excerpt`,`kept`];function g({run:n}){let{t:a}=i(),{format:c,source:l}=n,d=s(p,{format:c,source:l,first:m});return(0,f.jsx)(o,{of:d,children:({ingestRuns:{edges:i}})=>{let o=i.find(({node:e})=>e.id===n.id)?.node;if(!o)return null;let{issues:s,file:c}=o;return(0,f.jsxs)(`section`,{children:[(0,f.jsx)(t,{order:2,size:`h5`,mt:`md`,children:a(`ingest.asideOf`,{file:c})}),(0,f.jsx)(e,{size:`sm`,c:`dimmed`,children:a(`shown.of`,{shown:s.shown,total:s.total??a(`shown.more`),by:s.rankedBy})}),(0,f.jsx)(u,{label:c,children:(0,f.jsxs)(r,{className:`tight`,children:[(0,f.jsx)(r.Thead,{children:(0,f.jsx)(r.Tr,{children:h.map(e=>(0,f.jsx)(r.Th,{children:a(`ingest.${e}`)},e))})}),(0,f.jsx)(r.Tbody,{children:s.edges.map(({node:e})=>(0,f.jsxs)(r.Tr,{children:[(0,f.jsx)(r.Td,{children:e.position}),(0,f.jsx)(r.Td,{children:e.field}),(0,f.jsx)(r.Td,{children:e.rule}),(0,f.jsx)(r.Td,{children:e.reason}),(0,f.jsx)(r.Td,{children:e.hint}),(0,f.jsx)(r.Td,{dir:`auto`,children:e.excerpt}),(0,f.jsx)(r.Td,{children:e.lost?a(`ingest.leftOut`):a(`ingest.wasKept`)})]},`${e.position} ${e.field} ${e.rule} ${e.excerpt}`))})]})})]})}})}var _=a(`
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
`),v=a(`
  query Formats {
    formats {
      name
      title
      source
      family
    }
  }
`),y=2e3,b=50,x={};function S(){let{t:e}=i(),{get:r,change:a}=c(),o=r(`tab`)||`runs`;return(0,f.jsxs)(`div`,{className:`padded`,children:[(0,f.jsx)(t,{order:1,size:`h4`,mb:`sm`,children:e(`screens.ingest`)}),(0,f.jsxs)(n,{value:o,onChange:e=>a({tab:e===`runs`?null:e,run:null}),keepMounted:!1,children:[(0,f.jsxs)(n.List,{children:[(0,f.jsx)(n.Tab,{value:`runs`,children:e(`ingest.runs`)}),(0,f.jsx)(n.Tab,{value:`formats`,children:e(`ingest.formats`)})]}),(0,f.jsx)(n.Panel,{value:`runs`,pt:`md`,children:(0,f.jsx)(w,{})}),(0,f.jsx)(n.Panel,{value:`formats`,pt:`md`,children:(0,f.jsx)(T,{})})]})]})}var C=[`file`,`format`,`source`,`state`,`started`,`read`,`new`,`lost`];function w(){let{t}=i(),{get:n,change:a}=c(),{count:d,moment:p}=l(),m=s(_,{first:b},{every:y,keep:!0});return(0,f.jsx)(o,{of:m,children:({ingestRuns:{edges:i,shown:o,total:s,rankedBy:c}})=>(0,f.jsxs)(f.Fragment,{children:[(0,f.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:t(`shown.of`,{shown:o,total:s??t(`shown.more`),by:c})}),i.length===0&&(0,f.jsx)(e,{mt:`md`,children:t(`ingest.nothing`)}),(0,f.jsx)(u,{label:t(`ingest.runs`),children:(0,f.jsxs)(r,{className:`tight`,children:[(0,f.jsx)(r.Thead,{children:(0,f.jsx)(r.Tr,{children:C.map(e=>(0,f.jsx)(r.Th,{children:t(`ingest.${e}`)},e))})}),(0,f.jsx)(r.Tbody,{children:i.map(({node:e})=>(0,f.jsxs)(r.Tr,{children:[(0,f.jsx)(r.Td,{children:e.file}),(0,f.jsx)(r.Td,{children:e.format}),(0,f.jsx)(r.Td,{children:e.source}),(0,f.jsxs)(r.Td,{children:[t(`ingest.states.${e.state}`),e.error&&`: ${e.error}`]}),(0,f.jsx)(r.Td,{children:p(e.startedAt)}),(0,f.jsx)(r.Td,{children:d(e.read)}),(0,f.jsx)(r.Td,{children:d(e.new)}),(0,f.jsx)(r.Td,{children:(0,f.jsx)(`button`,{type:`button`,className:`plain-link`,disabled:!e.issues.total,"aria-expanded":n(`run`)===e.id,onClick:()=>a({run:n(`run`)===e.id?null:e.id}),children:t(`ingest.setAside`,{count:e.issues.total??0,lost:e.lost})})})]},e.id))})]})}),i.filter(({node:e})=>e.id===n(`run`)).map(({node:e})=>(0,f.jsx)(g,{run:e},e.id))]})})}function T(){let{t:e}=i(),t=s(v,x);return(0,f.jsx)(o,{of:t,children:({formats:t})=>(0,f.jsxs)(r,{className:`tight`,children:[(0,f.jsx)(r.Thead,{children:(0,f.jsxs)(r.Tr,{children:[(0,f.jsx)(r.Th,{children:e(`ingest.format`)}),(0,f.jsx)(r.Th,{children:e(`ingest.reads`)}),(0,f.jsx)(r.Th,{children:e(`ingest.family`)})]})}),(0,f.jsx)(r.Tbody,{children:t.map(({name:t,title:n,family:i})=>(0,f.jsxs)(r.Tr,{children:[(0,f.jsx)(r.Td,{children:t}),(0,f.jsx)(r.Td,{children:n}),(0,f.jsx)(r.Td,{children:e(`categories.${i}`)})]},t))})]})})}export{S as default};