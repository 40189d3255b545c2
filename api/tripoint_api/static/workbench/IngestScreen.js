import{E as e,a as t,o as n,r}from"./mantine.js";import{n as i,t as a}from"./gql.js";import{c as o,d as s,i as c,t as l}from"./useWords.js";import{n as u}from"./react.js";var d=u(),f=a(`
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
`),p=20,m=[`position`,`field`,`rule`,`reason`,`hint`,`excerpt`,`kept`];function h({run:t}){let{t:a}=i(),{format:c,source:l}=t,u=s(f,{format:c,source:l,first:p});return(0,d.jsx)(o,{of:u,children:({ingestRuns:{edges:i}})=>{let o=i.find(({node:e})=>e.id===t.id)?.node;if(!o)return null;let{issues:s,file:c}=o;return(0,d.jsxs)(`section`,{children:[(0,d.jsx)(r,{order:2,size:`h5`,mt:`md`,children:a(`ingest.asideOf`,{file:c})}),(0,d.jsx)(e,{size:`sm`,c:`dimmed`,children:a(`shown.of`,{shown:s.shown,total:s.total??a(`shown.more`),by:s.rankedBy})}),(0,d.jsx)(`div`,{className:`scrolls`,tabIndex:0,role:`region`,"aria-label":c,children:(0,d.jsxs)(n,{className:`tight`,children:[(0,d.jsx)(n.Thead,{children:(0,d.jsx)(n.Tr,{children:m.map(e=>(0,d.jsx)(n.Th,{children:a(`ingest.${e}`)},e))})}),(0,d.jsx)(n.Tbody,{children:s.edges.map(({node:e})=>(0,d.jsxs)(n.Tr,{children:[(0,d.jsx)(n.Td,{children:e.position}),(0,d.jsx)(n.Td,{children:e.field}),(0,d.jsx)(n.Td,{children:e.rule}),(0,d.jsx)(n.Td,{children:e.reason}),(0,d.jsx)(n.Td,{children:e.hint}),(0,d.jsx)(n.Td,{dir:`auto`,children:e.excerpt}),(0,d.jsx)(n.Td,{children:e.lost?a(`ingest.leftOut`):a(`ingest.wasKept`)})]},`${e.position} ${e.field} ${e.rule} ${e.excerpt}`))})]})})]})}})}var g=a(`
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
`),_=a(`
  query Formats {
    formats {
      name
      title
      source
      family
    }
  }
`),v=2e3,y=50,b={};function x(){let{t:e}=i(),{get:n,change:a}=c(),o=n(`tab`)||`runs`;return(0,d.jsxs)(`div`,{className:`padded`,children:[(0,d.jsx)(r,{order:1,size:`h4`,mb:`sm`,children:e(`screens.ingest`)}),(0,d.jsxs)(t,{value:o,onChange:e=>a({tab:e===`runs`?null:e,run:null}),keepMounted:!1,children:[(0,d.jsxs)(t.List,{children:[(0,d.jsx)(t.Tab,{value:`runs`,children:e(`ingest.runs`)}),(0,d.jsx)(t.Tab,{value:`formats`,children:e(`ingest.formats`)})]}),(0,d.jsx)(t.Panel,{value:`runs`,pt:`md`,children:(0,d.jsx)(C,{})}),(0,d.jsx)(t.Panel,{value:`formats`,pt:`md`,children:(0,d.jsx)(w,{})})]})]})}var S=[`file`,`format`,`source`,`state`,`started`,`read`,`new`,`lost`];function C(){let{t}=i(),{get:r,change:a}=c(),{count:u,moment:f}=l(),p=s(g,{first:y},{every:v,keep:!0});return(0,d.jsx)(o,{of:p,children:({ingestRuns:{edges:i,shown:o,total:s,rankedBy:c}})=>(0,d.jsxs)(d.Fragment,{children:[(0,d.jsx)(e,{size:`sm`,c:`dimmed`,role:`status`,children:t(`shown.of`,{shown:o,total:s??t(`shown.more`),by:c})}),i.length===0&&(0,d.jsx)(e,{mt:`md`,children:t(`ingest.nothing`)}),(0,d.jsx)(`div`,{className:`scrolls`,tabIndex:0,role:`region`,"aria-label":t(`ingest.runs`),children:(0,d.jsxs)(n,{className:`tight`,children:[(0,d.jsx)(n.Thead,{children:(0,d.jsx)(n.Tr,{children:S.map(e=>(0,d.jsx)(n.Th,{children:t(`ingest.${e}`)},e))})}),(0,d.jsx)(n.Tbody,{children:i.map(({node:e})=>(0,d.jsxs)(n.Tr,{children:[(0,d.jsx)(n.Td,{children:e.file}),(0,d.jsx)(n.Td,{children:e.format}),(0,d.jsx)(n.Td,{children:e.source}),(0,d.jsxs)(n.Td,{children:[t(`ingest.states.${e.state}`),e.error&&`: ${e.error}`]}),(0,d.jsx)(n.Td,{children:f(e.startedAt)}),(0,d.jsx)(n.Td,{children:u(e.read)}),(0,d.jsx)(n.Td,{children:u(e.new)}),(0,d.jsx)(n.Td,{children:(0,d.jsx)(`button`,{type:`button`,className:`plain-link`,disabled:!e.issues.total,"aria-expanded":r(`run`)===e.id,onClick:()=>a({run:r(`run`)===e.id?null:e.id}),children:t(`ingest.setAside`,{count:e.issues.total??0,lost:e.lost})})})]},e.id))})]})}),i.filter(({node:e})=>e.id===r(`run`)).map(({node:e})=>(0,d.jsx)(h,{run:e},e.id))]})})}function w(){let{t:e}=i(),t=s(_,b);return(0,d.jsx)(o,{of:t,children:({formats:t})=>(0,d.jsxs)(n,{className:`tight`,children:[(0,d.jsx)(n.Thead,{children:(0,d.jsxs)(n.Tr,{children:[(0,d.jsx)(n.Th,{children:e(`ingest.format`)}),(0,d.jsx)(n.Th,{children:e(`ingest.reads`)}),(0,d.jsx)(n.Th,{children:e(`ingest.family`)})]})}),(0,d.jsx)(n.Tbody,{children:t.map(({name:t,title:r,family:i})=>(0,d.jsxs)(n.Tr,{children:[(0,d.jsx)(n.Td,{children:t}),(0,d.jsx)(n.Td,{children:r}),(0,d.jsx)(n.Td,{children:e(`categories.${i}`)})]},t))})]})})}export{x as default};