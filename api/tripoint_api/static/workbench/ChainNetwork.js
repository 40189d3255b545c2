import{n as e}from"./rolldown-runtime.js";import{O as t,R as n,S as r}from"./mantine.js";import{C as i,E as a,G as o,J as s,K as c,L as l,S as u,T as d,V as f,Y as p,a as m,b as h,d as g,i as _,j as v,m as y,s as b,t as x,u as S,w as C,x as w,z as T}from"./Answer.js";import{i as E,n as D,r as O,t as k}from"./react.js";import{n as ee,t as A}from"./gql.js";import{r as te}from"./keys.js";import{a as ne,i as j,n as re,r as ie,t as ae}from"./sigma.js";import{a as M,i as N,n as oe,r as se}from"./shortened.js";import{n as P,o as F,r as ce,t as le}from"./palette.js";function I(e,t){let n=new Set(t);return e.filter(e=>!n.has(e))}var ue=class extends o{#e;#t;#n;#r;#i;#a;#o;#s;#c;#l=[];constructor(e,t,n){super(),this.#e=e,this.#r=n,this.#n=[],this.#i=[],this.#t=[],this.setQueries(t)}onSubscribe(){this.listeners.size===1&&this.#i.forEach(e=>this.#m(e))}onUnsubscribe(){this.listeners.size||this.destroy()}destroy(){this.listeners=new Set,this.#i.forEach(e=>{e.destroy()})}setQueries(e,t){this.#n=e,this.#r=t,v.batch(()=>{let e=this.#i,t=this.#p(this.#n);t.forEach(e=>e.observer.setOptions(e.defaultedQueryOptions));let n=t.map(e=>e.observer),r=n.map(e=>e.getCurrentResult()),i=e.length!==n.length,a=n.some((t,n)=>t!==e[n]),o=i||a,s=o?!0:r.some((e,t)=>{let n=this.#t[t];return!n||!f(e,n)});(o||s)&&(o&&(this.#l=t,this.#i=n),this.#t=r,this.hasListeners()&&(o&&(I(e,n).forEach(e=>{e.destroy()}),I(n,e).forEach(e=>this.#m(e))),this.#g()))})}getCurrentResult(){return this.#t}getQueries(){return this.#i.map(e=>e.getCurrentQuery())}getObservers(){return this.#i}getOptimisticResult(e,t){let n=this.#p(e),r=n.map(e=>e.observer.getOptimisticResult(e.defaultedQueryOptions));n.length===this.#i.length&&n.some((e,t)=>e.observer.getCurrentResult()!==this.#t[t])&&n.every((e,t)=>e.observer===this.#i[t])&&(this.#t=n.map(e=>e.observer.getCurrentResult()));let i=n.map(e=>e.defaultedQueryOptions.queryHash);return[r,e=>this.#d(e??r,t,i),()=>this.#u(r,n)]}#u(e,t){let n=new Set;return t.map((r,i)=>{let a=e[i];return r.defaultedQueryOptions.notifyOnChangeProps?a:r.observer.trackResult(a,e=>{n.has(e)||(n.add(e),t.forEach(t=>{t.observer.trackProp(e)}))})})}#d(e,t,n){if(t){let r=this.#c,i=n!==void 0&&r!==void 0&&(r.length!==n.length||n.some((e,t)=>e!==r[t]));return(this.#t!==this.#s||i||t!==this.#o)&&(this.#o=t,this.#s=this.#t,n!==void 0&&(this.#c=n),this.#a=T(this.#a,t(e))),this.#a}return e}#f(){return!this.#r?.combine||this.#i.some((e,t)=>e.options.suspense&&this.#t[t]?.data===void 0)}#p(e){let t=new Map;this.#i.forEach(e=>{let n=e.options.queryHash;if(!n)return;let r=t.get(n);r?r.push(e):t.set(n,[e])});let n=[];return e.forEach(e=>{let r=this.#e.defaultQueryOptions(e),i=t.get(r.queryHash)?.shift()??new a(this.#e,r);n.push({defaultedQueryOptions:r,observer:i})}),n}#m(e){e.subscribe(t=>{this.#h(e,t)})}#h(e,t){let n=this.#i.indexOf(e);n!==-1&&(this.#t=this.#t.slice(),this.#t[n]=t,this.#g())}#g(){if(this.hasListeners()){let e=this.#f(),t=this.#a,n=e?t:this.#d(this.#u(this.#t,this.#l),this.#r?.combine,this.#l.map(e=>e.defaultedQueryOptions.queryHash));(e||t!==n)&&v.batch(()=>{this.listeners.forEach(e=>{e(this.#t)})})}}},L=e(E(),1);function de({queries:e,...t},n){let r=s(n),o=p(),f=c(),m=t.subscribed!==!1,g=L.useMemo(()=>e.map(e=>{let t=r.defaultQueryOptions(e);return t._optimisticResults=o?`isRestoring`:m?`optimistic`:void 0,t}),[e,r,o,m]);g.forEach(e=>{h(e);let t=r.getQueryCache().get(e.queryHash);i(e,f,t)}),d(f);let[_]=L.useState(()=>new ue(r,g,t)),[y,b,x]=_.getOptimisticResult(g,t.combine);L.useEffect(()=>{_.setQueries(g,t)},[g,t,_]);let S=!o&&m;L.useSyncExternalStore(L.useCallback(e=>S?_.subscribe(v.batchCalls(e)):l,[_,S]),()=>_.getCurrentResult(),()=>_.getCurrentResult());let T=y.some((e,t)=>u(g[t],e))?y.flatMap((e,t)=>{let n=g[t];if(n&&u(n,e)){let e=new a(r,n);return w(n,e,f)}return[]}):[];if(T.length>0)throw Promise.all(T);let E=y.find((e,t)=>{let n=g[t];return n&&C({result:e,errorResetBoundary:f,throwOnError:n.throwOnError,query:r.getQueryCache().get(n.queryHash),suspense:n.suspense})});if(E)throw E.error;return b(x())}var fe=e(O(),1),pe=k(),R=[``,...Object.keys(se)],z=128,B=2**Math.ceil(Math.log2(R.length/8)),V=1.45,me=new Map(R.map((e,t)=>[e,t])),he=e=>me.get(e)??0,ge=_e();function _e(){let e=document.createElement(`canvas`);e.width=1024,e.height=B*z;let t=e.getContext(`2d`);t.fillStyle=`#000`,t.fillRect(0,0,e.width,e.height);let n=ve();return R.forEach((e,r)=>{let{shape:i}=N(e),a=z/2/V;t.setTransform(1,0,0,1,(r%8+.5)*z,(Math.floor(r/8)+.5)*z),t.fillStyle=`#f00`,t.fill(new Path2D(M(i,a)));let o=1.14*a/24;t.translate(0,i===`triangle`?a/5:0),t.scale(o,o),t.translate(-12,-12),t.strokeStyle=`#ff0`,t.lineWidth=2.2,t.lineCap=t.lineJoin=`round`;for(let e of n[r]??[])t.stroke(new Path2D(e))}),e}function ve(){let e=document.createElement(`div`),t=(0,pe.createRoot)(e),n=R.map(e=>(0,L.createElement)(N(e).icon,{key:e}));(0,fe.flushSync)(()=>t.render(n));let r=[...e.children].map(e=>[...e.querySelectorAll(`path`)].map(e=>e.getAttribute(`d`)??``));return t.unmount(),r}var ye=`
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_tile;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_unit;
varying vec4 v_color;
varying vec2 v_place;

void main() {
  vec2 place = a_position + a_corner * a_size * u_unit;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  vec2 tile = vec2(mod(a_tile, 8.0), floor(a_tile / 8.0));
  v_place = (tile + 0.5 + vec2(0.5, -0.5) * a_corner) / vec2(8.0, ${B}.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`,be=`
precision mediump float;
uniform sampler2D u_sheet;
uniform vec4 u_ground;
varying vec4 v_color;
varying vec2 v_place;

void main() {
  vec4 covered = texture2D(u_sheet, v_place);
  #ifdef PICKING_MODE
  if (covered.r < 0.5) discard;
  gl_FragColor = v_color;
  #else
  gl_FragColor = mix(v_color, u_ground, covered.g) * covered.r;
  #endif
}`,xe=[`u_matrix`,`u_unit`,`u_ground`,`u_sheet`],{FLOAT:H,UNSIGNED_BYTE:U}=WebGLRenderingContext;function W(e){return class extends ie{sheet=Se(this.normalProgram.gl);getDefinition(){return{VERTICES:4,VERTEX_SHADER_SOURCE:ye,FRAGMENT_SHADER_SOURCE:be,METHOD:WebGLRenderingContext.TRIANGLE_STRIP,UNIFORMS:xe,ATTRIBUTES:[{name:`a_position`,size:2,type:H},{name:`a_size`,size:1,type:H},{name:`a_tile`,size:1,type:H},{name:`a_color`,size:4,type:U,normalized:!0},{name:`a_id`,size:4,type:U,normalized:!0}],CONSTANT_ATTRIBUTES:[{name:`a_corner`,size:2,type:H}],CONSTANT_DATA:[[-1,-1],[1,-1],[-1,1],[1,1]]}}processVisibleItem(e,t,n){let{array:r}=this;r[t]=n.x,r[t+1]=n.y,r[t+2]=n.size,r[t+3]=n.tile??0,r[t+4]=j(n.color),r[t+5]=e}setUniforms({matrix:t,correctionRatio:n,sizeRatio:r},{gl:i,uniformLocations:a}){let o=a;i.bindTexture(i.TEXTURE_2D,this.sheet),i.uniform1i(o.u_sheet,0),i.uniformMatrix3fv(o.u_matrix,!1,t),i.uniform1f(o.u_unit,V*2*n/r),i.uniform4f(o.u_ground,...e,1)}kill(){this.normalProgram.gl.deleteTexture(this.sheet),super.kill()}}}function Se(e){let t=e.createTexture();return e.bindTexture(e.TEXTURE_2D,t),e.texImage2D(e.TEXTURE_2D,0,e.RGBA,e.RGBA,e.UNSIGNED_BYTE,ge),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MIN_FILTER,e.LINEAR_MIPMAP_NEAREST),e.generateMipmap(e.TEXTURE_2D),t}var G=2;function Ce(e,t){let n=e.map(Ee),r=[],i=e.map((e,t)=>t);return i.sort((t,n)=>Te(e[t],e[n])),i.flatMap(i=>{let a=we(e[i]).find(e=>{let a=K(e);return a.left<0||a.right>t||r.some(e=>q(a,e))?!1:!n.some((e,t)=>t!==i&&q(a,e))});return a&&r.push(K(a)),a??[]})}function we(e){let{x:t,y:n,reach:r,width:i,height:a}=e,o=t-i/2,s=r+a/2;return[{...e,start:t+r,middle:n},{...e,start:t-r-i,middle:n},{...e,start:o,middle:n+s},{...e,start:o,middle:n-s}]}var Te=(e,t)=>t.rank-e.rank||(e.text<t.text?-1:1),Ee=({x:e,y:t,reach:n})=>{let r=.7*n;return{left:e-r,right:e+r,top:t-r,bottom:t+r}},K=({start:e,middle:t,width:n,height:r})=>({left:e,right:e+n+G,top:t-r/2-G,bottom:t+r/2+G}),q=(e,t)=>e.left<t.right&&t.left<e.right&&e.top<t.bottom&&t.top<e.bottom,De=`
attribute vec4 a_color;
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_width;
attribute float a_radius;
attribute float a_dash;
attribute vec3 a_part;  // 0 at the source, 1 at the head, 2 at its tip; side; is it the head?
uniform mat3 u_matrix;
uniform float u_pixel;
uniform float u_sizeRatio;
uniform float u_least;
varying vec4 v_color;
varying vec3 v_line;  // pixels from the source, side, pixels of a dash
varying float v_half;

void main() {
  vec2 way = a_to - a_from;
  float far = max(length(way), 1e-6);
  way /= far;
  float pixels = max(a_width / u_sizeRatio, u_least);
  float head = (2.0 + 2.0 * pixels) * u_pixel;
  float room = max(far - a_radius / u_sizeRatio * u_pixel - head, 0.0);
  float along = min(a_part.x, 1.0) * room + max(a_part.x - 1.0, 0.0) * head;
  float side = a_part.y * (0.5 * pixels + a_part.z * (1.0 + 0.7 * pixels)) * u_pixel;
  vec2 place = a_from + way * along + vec2(-way.y, way.x) * side;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);
  v_line = vec3(along / u_pixel, a_part.y * (1.0 - a_part.z), a_dash * (1.0 - a_part.z));
  v_half = 0.5 * pixels;
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
}`,Oe=`
precision mediump float;
varying vec4 v_color;
varying vec3 v_line;
varying float v_half;

void main() {
  float shown = min((1.0 - abs(v_line.y)) * v_half + 0.5, 1.0);
  if (v_line.z > 0.0 && fract(v_line.x / v_line.z) > 0.55) discard;
  gl_FragColor = v_color * shown;
}`,ke=[`u_matrix`,`u_pixel`,`u_sizeRatio`,`u_least`],{FLOAT:J,UNSIGNED_BYTE:Ae}=WebGLRenderingContext,Y=class extends re{getDefinition(){return{VERTICES:9,VERTEX_SHADER_SOURCE:De,FRAGMENT_SHADER_SOURCE:Oe,METHOD:WebGLRenderingContext.TRIANGLES,UNIFORMS:ke,ATTRIBUTES:[{name:`a_from`,size:2,type:J},{name:`a_to`,size:2,type:J},{name:`a_width`,size:1,type:J},{name:`a_radius`,size:1,type:J},{name:`a_dash`,size:1,type:J},{name:`a_color`,size:4,type:Ae,normalized:!0}],CONSTANT_ATTRIBUTES:[{name:`a_part`,size:3,type:J}],CONSTANT_DATA:[[0,1,0],[0,-1,0],[1,1,0],[1,1,0],[0,-1,0],[1,-1,0],[1,1,1],[1,-1,1],[2,0,1]]}}processVisibleItem(e,t,n,r,{size:i,color:a,dash:o=0}){let{array:s}=this;s[t]=n.x,s[t+1]=n.y,s[t+2]=r.x,s[t+3]=r.y,s[t+4]=i,s[t+5]=r.size,s[t+6]=o,s[t+7]=j(a)}setUniforms({matrix:e,correctionRatio:t,sizeRatio:n,minEdgeThickness:r},{gl:i,uniformLocations:a}){let o=a;i.uniformMatrix3fv(o.u_matrix,!1,e),i.uniform1f(o.u_pixel,2*t),i.uniform1f(o.u_sizeRatio,n),i.uniform1f(o.u_least,r)}},X=D();function je(e){let{ready:t,dots:r,lines:i,chosen:a,label:o,fit:s}=e,c=n(`light`,{getInitialValueInEffect:!1}),l=(0,L.useRef)(null),u=(0,L.useRef)(null),d=(0,L.useRef)(e);return d.current=e,(0,L.useEffect)(()=>{let e=Ie(l.current,c);return We(e,d),Ge(e),s.current=()=>{e.setCustomBBox(null).refresh(),$(e),e.getCamera().animatedReset({duration:Fe()?0:200})},u.current=e,()=>{u.current=null,e.kill()}},[c,s]),(0,L.useEffect)(()=>{let e=u.current;if(!e||!t)return;let n=e.getGraph().order===0;e.setGraph(He(r,i,c)),n&&$(e),l.current?.setAttribute(`data-ready`,String(r.length))},[t,r,i,c]),(0,L.useEffect)(()=>{let e=u.current?.getGraph();if(!e)return;let t=[...a];return Ue(e,t,Z[c]),()=>Ue(e,t,null)},[a,c,r,i]),(0,X.jsx)(`div`,{className:`stage`,ref:l,role:`img`,"aria-label":o})}var Z={light:`#3b5bdb`,dark:`#91a7ff`},Me={light:`#6b7280`,dark:`#9aa0aa`},Ne=9,Q=12,Pe={light:W(F(P.light)),dark:W(F(P.dark))},Fe=()=>window.matchMedia(`(prefers-reduced-motion: reduce)`).matches;function Ie(e,t){let n=[],r=new ae(new ne({multi:!0,type:`directed`}),e,{allowInvalidContainer:!0,nodeProgramClasses:{circle:Pe[t]},edgeProgramClasses:{line:Y,arrow:Y},defaultEdgeType:`line`,labelSize:Q,labelDensity:2,zIndex:!0,defaultDrawNodeLabel:(e,t)=>{e.font=`${Q}px system-ui, sans-serif`;let{key:r,rank:i=0}=t;r&&t.label&&n.push(ze(e,t,Q,i))},enableCameraRotation:!1,defaultDrawNodeHover:(e,n,r)=>Ve(e,n,r.labelSize,t)});return r.on(`beforeRender`,()=>{n=[]}),r.on(`afterRender`,()=>{let e=r.getCanvases().labels?.getContext(`2d`);e&&Be(e,Ce(n,r.getDimensions().width),t)}),r}var $=e=>e.setCustomBBox(e.getBBox()),Le=28,Re=new Map;function ze(e,{x:t,y:n,size:r,label:i},a,o){let s=oe(i??``,Le),c=Re.get(s)??e.measureText(s).width;return Re.set(s,c),{text:s,x:t,y:n,reach:r*V,width:c,height:a,rank:o}}function Be(e,t,n){e.lineWidth=3,e.lineJoin=`round`,e.strokeStyle=P[n],e.fillStyle=n===`dark`?`#e6e6e6`:`#1f2328`;for(let{text:n,start:r,middle:i,height:a}of t)e.strokeText(n,r,i+a/3),e.fillText(n,r,i+a/3)}function Ve(e,t,n,r){if(e.save(),e.translate(t.x,t.y),e.lineWidth=3,e.strokeStyle=Z[r],e.stroke(new Path2D(M(t.shape??`circle`,t.size+3))),e.restore(),!t.label)return;let i=t.x+t.size*V+2;e.font=`600 ${n}px system-ui, sans-serif`;let a=e.measureText(t.label).width;e.fillStyle=P[r],e.fillRect(i,t.y-n*.8,a+8,n*1.6),e.fillStyle=r===`dark`?`#ffffff`:`#000000`,e.fillText(t.label,i+4,t.y+n/3)}function He(e,t,n){let r=n===`dark`?le:ce,i=new ne({multi:!0,type:`directed`});for(let{id:t,label:n,kind:a,strand:o,x:s,y:c,asked:l}of e)i.addNode(t,{label:n,x:s,y:c,size:l?13:9,color:r[o]??r.context,tile:he(a),shape:N(a).shape});for(let{id:e,from:r,to:a,context:o,confidence:s}of t)i.hasNode(r)&&i.hasNode(a)&&i.addEdgeWithKey(e,r,a,{size:1+2*s,color:Me[n],dash:o?Ne:0});for(let{id:t,asked:n}of e)i.setNodeAttribute(t,`rank`,i.degree(t)+(n?i.size:0));return i}function Ue(e,t,n){let r=n!==null;for(let i of t)e.hasNode(i)?e.mergeNodeAttributes(i,{highlighted:r,zIndex:+!!r}):e.hasEdge(i)&&e.updateEdgeAttributes(i,({plain:e,...t})=>r?{...t,plain:t,color:n,size:t.size+2,zIndex:1}:{...e,zIndex:0})}function We(e,t){let n=null,r=!1;e.on(`downNode`,({node:e,preventSigmaDefault:t})=>{n=e,r=!1,t()}),e.on(`moveBody`,({event:t})=>{if(!n)return;r=!0;let{x:i,y:a}=e.viewportToGraph(t);e.getGraph().mergeNodeAttributes(n,{x:i,y:a}),t.preventSigmaDefault()});let i=()=>{if(n&&r){let{x:r,y:i}=e.getGraph().getNodeAttributes(n);t.current.moved(n,r,i)}else n&&t.current.chooseDot(n);n=null};e.on(`upNode`,i),e.on(`upStage`,i),e.on(`clickStage`,({event:n})=>{let r=qe(e,n);r&&t.current.chooseLine(r)})}function Ge(e){let t=e.getMouseCaptor(),[n]=t.listeners(`mousemove`);if(!n)return;let r=()=>void t.off(`mousemove`,n),i=()=>void t.off(`mousemove`,n).on(`mousemove`,n);e.on(`downStage`,r).on(`downNode`,r).on(`upStage`,i).on(`upNode`,i)}var Ke=6;function qe(e,t){let n=e.getGraph(),r=t=>e.graphToViewport(n.getNodeAttributes(t)),[i,a]=[null,Ke];return n.forEachEdge((e,n,o,s)=>{let c=Je(t,r(o),r(s));c<a&&([i,a]=[e,c])}),i}function Je(e,t,n){let[r,i]=[n.x-t.x,n.y-t.y],a=((e.x-t.x)*r+(e.y-t.y)*i)/(r*r+i*i||1),o=Math.min(1,Math.max(0,a));return Math.hypot(e.x-t.x-o*r,e.y-t.y-o*i)}var Ye=A(`
  query Near($id: ID!, $limit: Int!, $asKnownAt: DateTime) {
    neighbourhood(ids: [$id], hops: 1, limit: $limit, linkLimit: 1, asKnownAt: $asKnownAt) {
      entities {
        id
      }
      truncated {
        shown
        total
        rankedBy
      }
    }
  }
`),Xe=A(`
  query NetworkOf(
    $ids: [ID!]!
    $limit: Int!
    $linkLimit: Int!
    $placed: [PlacedInput!]
    $asKnownAt: DateTime
  ) {
    neighbourhood(
      ids: $ids
      hops: 1
      limit: $limit
      linkLimit: $linkLimit
      asKnownAt: $asKnownAt
    ) {
      entities {
        id
        kind
        caption
        strand
      }
      links {
        id
        nature
        confidence
        source {
          id
        }
        target {
          id
        }
      }
      layout(placed: $placed) {
        x
        y
      }
      linksTruncated {
        shown
        total
        rankedBy
      }
    }
  }
`),Ze=12,Qe=300,$e=1e3;function et({chains:e,chain:t,step:n,choose:r}){let{get:i}=_(),{ids:a,left:o}=tt(e,i(`around`).split(`,`).filter(Boolean),i(`hide`).split(`,`).filter(Boolean)),s=b(),c=(0,L.useRef)(new Map),l=a.join(` `),u=(0,L.useMemo)(()=>{let e=l.split(` `),t=e.flatMap(e=>{let t=c.current.get(e);return t?[{id:e,...t}]:[]});return{ids:e,limit:e.length,linkLimit:$e,placed:t.length?t:null,asKnownAt:s}},[l,s]),d=S(Xe,u,{keep:!0});return(0,X.jsx)(rt,{answer:d.data??nt,answered:d.data!==void 0,awaited:(0,X.jsx)(x,{of:d,children:()=>null}),chains:e,chain:t,step:n,choose:r,places:c.current,left:o})}function tt(e,t,n){let r=g(),i=b(),a=new Map;for(let e of t)a.set(e,(a.get(e)??0)+1);let o=de({queries:[...a].map(([e,t])=>{let n={id:e,limit:Ze*t+1,asKnownAt:i};return{queryKey:[r,Ye.toString(),n],queryFn:()=>y(Ye,n,r),staleTime:3e4}})}),s=e.flatMap(({entities:e})=>e.map(({entity:e})=>e.id)),c=o.flatMap(({data:e})=>e?.neighbourhood.entities.map(({id:e})=>e)??[]),l=[...new Set([...s,...t,...c])].filter(e=>!n.includes(e)),u=o.reduce((e,{data:t})=>{let n=t?.neighbourhood.truncated;return e+(n?n.total-n.shown:0)},0);return{ids:l.slice(0,Qe),left:u+Math.max(0,l.length-Qe)}}var nt={neighbourhood:{entities:[],links:[],layout:{x:[],y:[]},linksTruncated:{shown:0,total:0,rankedBy:``}}};function rt({answer:{neighbourhood:e},answered:n,awaited:i,chains:a,chain:o,step:s,choose:c,places:l,left:u}){let{t:d}=ee(),f=m(),{get:p,change:h}=_(),g=(0,L.useRef)(0),v=(0,L.useRef)(()=>{}),y=p(`node`),{entities:b,links:x,layout:S,linksTruncated:C}=e,w=(0,L.useMemo)(()=>{let e=new Set(a.flatMap(e=>e.entities.map(({entity:e})=>e.id)));return b.map(({id:t,caption:n,kind:r,strand:i},a)=>{let o={x:S.x[a]??0,y:S.y[a]??0};return l.set(t,o),{id:t,label:n,kind:r,strand:i,asked:e.has(t),...o}})},[b,S,a,l]),T=(0,L.useMemo)(()=>x.map(({id:e,source:t,target:n,nature:r,confidence:i})=>({id:e,from:t.id,to:n.id,context:r===`context`,confidence:i})),[x]),E=(0,L.useMemo)(()=>{let e=(s===null?o?.steps??[]:[o?.steps[s]]).flatMap(e=>e?[e.link.id,e.source.id,e.target.id]:[]);return new Set(y?[y]:e)},[o,s,y]),D=(e,t)=>{if(!t)return;let n=p(e).split(`,`).filter(Boolean);g.current+=1,h({[e]:[...n,t].join(`,`),...e===`hide`?{node:null}:{}})},O=()=>{g.current!==0&&(--g.current,window.history.back())},k=e=>{for(let t of a){let n=t.steps.findIndex(t=>t.link.id===e);if(n>=0)return c(t.id,n)}let t=x.find(({id:t})=>t===e);t&&h({node:t.source.id},{replace:!0})};te({e:()=>D(`around`,y),x:()=>D(`hide`,y),u:O,f:()=>v.current(),n:()=>h({node:it(b,y)},{replace:!0}),o:()=>y&&f(`/entity/${y}`)});let A=b.find(({id:e})=>e===y)?.caption??``;return(0,X.jsxs)(`section`,{children:[(0,X.jsxs)(`div`,{className:`canvas-tools`,children:[y&&(0,X.jsx)(t,{fw:600,children:A}),(0,X.jsx)(r,{size:`xs`,variant:`default`,disabled:!y,onClick:()=>D(`around`,y),children:p(`around`).split(`,`).includes(y)&&y?d(`network.expandMore`,{count:Ze}):d(`network.expand`)}),(0,X.jsx)(r,{size:`xs`,variant:`default`,disabled:!y,onClick:()=>D(`hide`,y),children:d(`network.hide`)}),(0,X.jsx)(r,{size:`xs`,variant:`default`,disabled:!y,onClick:()=>f(`/entity/${y}`),children:d(`network.open`)}),(0,X.jsx)(r,{size:`xs`,variant:`default`,onClick:O,children:d(`network.undo`)}),(0,X.jsx)(r,{size:`xs`,variant:`default`,onClick:()=>v.current(),children:d(`network.fit`)})]}),(0,X.jsxs)(`div`,{className:`canvas`,children:[(0,X.jsx)(`div`,{className:`over-canvas`,children:i}),(0,X.jsx)(je,{ready:n,dots:w,lines:T,chosen:E,fit:v,label:d(`network.picture`,{entities:w.length,links:T.length}),chooseDot:e=>h({node:e},{replace:!0}),chooseLine:k,moved:(e,t,n)=>l.set(e,{x:t,y:n})})]}),n&&(0,X.jsx)(t,{size:`xs`,c:`dimmed`,px:`md`,role:`status`,children:d(`network.shown`,{entities:w.length,more:u,links:C.shown,total:C.total,by:C.rankedBy})})]})}function it(e,t){return e[(e.findIndex(e=>e.id===t)+1)%e.length]?.id??``}export{et as default};