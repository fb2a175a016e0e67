// Escape puts the evidence of a cell away until it is left; without this module, leaving the cell does.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const cell of document.querySelectorAll(".cell:is(:hover, :focus-within)")) {
    cell.classList.add("away");
    const back = () => {
      if (!cell.matches(":hover, :focus-within")) cell.classList.remove("away");
    };
    cell.addEventListener("mouseleave", back, { once: true });
    cell.addEventListener("focusout", () => setTimeout(back), { once: true });
  }
});
