/** Opens the list of files that the reader gave. */
export const sharedFilesHeading = "[Not written by the user] The user added these files. They stand in the working directory of every program:";
