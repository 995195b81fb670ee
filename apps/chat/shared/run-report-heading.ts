/** Opens every report of a run, so that a model cannot take it for the reader's words. */
export const runReportHeading = "[Not written by the user] The code of your last reply ran in the user's browser. Its result:";
