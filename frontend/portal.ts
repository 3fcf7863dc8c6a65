import "./styles/portal.css";
import { listenForPhotos } from "./portal/photos.ts";
import { listenForPlace } from "./portal/place.ts";
import { listenForDialogs, prepareDialogs } from "./shared/dialogs.ts";
import { listenForMenus } from "./shared/menus.ts";
import { focusErrors, listenForToasts } from "./shared/messages.ts";
import { listenForPrint, showScripted } from "./shared/page.ts";
import { listenForUploads } from "./shared/uploads.ts";

showScripted();
prepareDialogs();
listenForDialogs();
listenForMenus();
listenForToasts();
listenForUploads();
listenForPhotos();
listenForPlace();
listenForPrint();
focusErrors();
