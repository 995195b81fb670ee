/** A part of what the model reads. Maps one to one to the parts of every provider's tool results. */
export type ContentBlock =
  | { type: "text"; text: string }
  | {
      type: "image";
      /** image/png, image/jpeg, image/gif or image/webp; the bytes were checked to be of that type. */
      mediaType: string;
      /** Base64. */
      data: string;
    };
