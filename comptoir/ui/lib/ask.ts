/** A question with two answers, before what cannot be undone. */

export interface Question {
  text: string;
  yes: string;
  no: string;
}

/** Ask; true only when the reader chose `yes`. */
export function ask(question: Question): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--small dialog--question";
  const text = Object.assign(document.createElement("p"), { className: "dialog__body", textContent: question.text });
  const foot = Object.assign(document.createElement("footer"), { className: "dialog__footer" });
  foot.append(answer(question.no, "button", "no"), answer(question.yes, "button button--danger", "yes"));
  dialog.append(text, foot);
  dialog.addEventListener("click", (event) => {
    const value = (event.target as HTMLElement).closest("button")?.value;
    if (value) dialog.close(value);
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

function answer(label: string, className: string, value: string): HTMLButtonElement {
  return Object.assign(document.createElement("button"), { className, value, type: "button", textContent: label });
}
