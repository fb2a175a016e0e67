// Buttons that copy the text of an element. Without scripts they are not there, and the text can be selected.

const told = document.getElementById("copied");

async function copy(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    return document.execCommand("copy"); // where the page is not served over https
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(document.getElementById(button.dataset.copy));
    if (told) told.textContent = done ? "Copied." : "The text is selected; copy it with your keyboard.";
  });
}
