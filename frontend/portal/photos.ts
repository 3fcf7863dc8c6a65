import { all, around } from "../shared/page.ts";

const LONGEST = 2560;
const WORTH_IT = 1_500_000;
const QUALITY = 0.85;

/** Shows chosen photos at once and makes large ones smaller before they are sent. Without it the server does that. */
export function listenForPhotos(): void {
  document.addEventListener("change", (event) => {
    const box = around(event, "[data-upload]");
    const input = event.target;
    if (!box || !(input instanceof HTMLInputElement) || input.type !== "file") return;
    void prepare(box, input);
  });
}

async function prepare(box: HTMLElement, input: HTMLInputElement): Promise<void> {
  const chosen = Array.from(input.files ?? []);
  const files = await Promise.all(chosen.map(smaller));
  if (files.some((file, at) => file !== chosen[at])) {
    const bag = new DataTransfer();
    for (const file of files) bag.items.add(file);
    input.files = bag.files;
  }
  preview(box, files);
}

async function smaller(file: File): Promise<File> {
  if (!file.type.startsWith("image/") || file.size < WORTH_IT) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const sheet = document.createElement("canvas");
    sheet.width = Math.round(picture.width * scale);
    sheet.height = Math.round(picture.height * scale);
    sheet.getContext("2d")?.drawImage(picture, 0, 0, sheet.width, sheet.height);
    const blob = await new Promise<Blob | null>((done) => sheet.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}

function preview(box: HTMLElement, files: File[]): void {
  for (const old of all("[data-preview]", box)) old.remove();
  const list = document.createElement("ul");
  list.className = "ll-previews";
  list.dataset["preview"] = "";
  for (const file of files.filter((one) => one.type.startsWith("image/"))) {
    const picture = document.createElement("img");
    picture.alt = file.name;
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    const item = document.createElement("li");
    item.append(picture);
    list.append(item);
  }
  if (list.children.length > 0) box.append(list);
}
