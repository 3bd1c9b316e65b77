// Line icons drawn here, because a machine may have no font for pictures.
const PATHS = {
  locked: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  silent: "M4 4l16 16M8 8.5A4 4 0 0 0 7.500 10v4L6 17h11M16.500 13v-3a4.500 4.500 0 0 0-6.500-4M10.500 20h3",
  document: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  voice: "M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6.500 11.500a5.500 5.500 0 0 0 11 0M12 17v3",
  contact: "M12 5a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM5 20c.6-3.600 3.400-5.500 7-5.500s6.400 1.900 7 5.500",
  copy: "M9 9h10v11H9zM5 15V4h10",
  open: "M8 16 17 7M9.500 7H17v7.500",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  reply: "M10 6 4 12l6 6M4 12h9c4 0 6 2 7 6",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
};

export function icon(name, label = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "drawn");
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
