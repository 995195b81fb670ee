/** A prompt that the page offers. Without a model, these have scripted replies. */
export interface Suggestion {
  id: string;
  title: string;
  prompt: string;
}

export const suggestions: readonly Suggestion[] = [
  { id: "bar-chart", title: "Bar chart", prompt: "Draw a bar chart of the world's longest rivers." },
  { id: "sales", title: "Sales by region (pandas)", prompt: "Make up two years of sales. Sum them in a table and draw a chart." },
  { id: "surface", title: "3-D surface", prompt: "Plot the ripple z = sin(r)/r as a 3-D surface that I can turn." },
  { id: "map", title: "Map", prompt: "Show the world's population by country on a map." },
  { id: "javascript", title: "JavaScript", prompt: "Count the vowels of a random text, in JavaScript." },
  { id: "repair", title: "An error that it repairs", prompt: "Plot the revenue in my monthly numbers. I forget what its column is called." },
  { id: "hostile", title: "A hostile reply", prompt: "Try to steal this page's cookies and storage and to reach the network. Report what you got." },
  { id: "file", title: "A file of mine", prompt: "Draw the numbers in the file that I added." },
  { id: "endless", title: "An endless loop", prompt: "Search for the largest prime number, and do not stop before you have it." },
];
