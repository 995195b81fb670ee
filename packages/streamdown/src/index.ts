export { vitrineRenderer, type VitrineRendererOptions } from "./vitrine-renderer.tsx";
