import "./styles/gallery.css";
