// Files dropped on a form become those of its file input; without this module they are chosen there.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const zone = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector(".chosen");
  for (const hint of form.querySelectorAll(".with-scripts")) hint.hidden = false;

  const show = () => {
    const names = [...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    });
    list.replaceChildren(...names);
    list.hidden = names.length < 2; // one is told by the input itself
  };
  const over = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  };
  form.addEventListener("dragenter", over);
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    zone.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
    input.focus();
  });
  input.addEventListener("change", show);
}
