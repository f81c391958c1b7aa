// Shows the « Copy » buttons and makes them copy the address beside them. Without this, the address is still there.
for (const button of document.querySelectorAll(".address button")) {
  const words = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("input").value);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2000);
  });
}
