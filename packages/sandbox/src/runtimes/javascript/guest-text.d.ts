/** The guest's side, bundled into one script that leaves `vitrine` behind (build.ts). */
declare module "virtual:javascript-guest" {
  const text: string;
  export default text;
}
