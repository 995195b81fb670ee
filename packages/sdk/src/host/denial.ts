/** Why a guest's request is not answered; its text reaches the guest, with the code in front (glue/errors.py reads it). */
export class Denial extends Error {
  constructor(code: "NETWORK_DENIED" | "NETWORK_FAILED" | "PACKAGE_DENIED" | "PACKAGE_NOT_FOUND", text: string) {
    super(`${code}: ${text}`);
  }
}
