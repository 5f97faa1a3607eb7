"""Plain German titles of parts and checks, as students and instructors read them on pages."""

from __future__ import annotations

from collections.abc import Mapping

PART_TITLES: Mapping[str, str] = {
    "a": "Vortrainiertes ResNet50 laden",
    "b": "Aktivierungen einer Schicht auslesen",
    "c": "Mittlere Aktivierung eines Filters",
    "d": "Gradientenaufstieg im Bild",
    "e": "Viele Filter in einem Bild",
    "f": "Interpretation",
    "g": "Eigene Experimente",
}

CHECK_TITLES: Mapping[str, str] = {
    "a_output": "Das Netz macht aus Bildern (N, 3, H, W) Merkmale (N, 2048)",
    "a_fc": "Die Schicht `fc` lässt ihre Eingabe unverändert",
    "a_pretrained": "Das Netz hat vortrainierte Gewichte",
    "a_eval": "Das Netz ist im Auswertungsmodus",
    "b_lightning": "`FeatureExtractor` ist ein LightningModule",
    "b_shapes": "Die Form der Aktivierungen folgt dem Bild",
    "b_values": "Die Aktivierungen sind die der verlangten Schicht",
    "b_gradient": "Der Gradient fliesst von der Aktivierung zum Bild zurück",
    "b_nested": "Auch verschachtelte Namen wie `layer3.5.conv2` gehen",
    "b_unknown": "Ein unbekannter Name gibt einen klaren Fehler",
    "c_scalar": "Das Ergebnis ist eine einzelne, endliche Zahl als Tensor",
    "c_filter": "Gemittelt wird über den verlangten Filter",
    "c_border": "Zwei Randpixel bleiben auf allen vier Seiten weg",
    "c_gradient": "Das Ergebnis lässt sich nach dem Bild ableiten",
    "d_init_shape": "Das Startbild hat die Form (1, 3, H, W)",
    "d_init_range": "Das Startbild ist gleichverteilt in [-0.125, 0.125]",
    "d_init_random": "Das Startbild ist bei jedem Aufruf ein anderes",
    "d_step_returns": "Ein Schritt gibt (loss, img) zurück",
    "d_step_uphill": "Ein Schritt erhöht die Aktivierung des Filters",
    "d_step_normalised": "Die Länge des Schritts hängt nicht von der Grösse des Gradienten ab",
    "d_step_rate": "Die Länge des Schritts wächst mit `learning_rate`",
    "d_deprocess_format": "`deprocess_image` gibt ein Bild (H', W', 3) in uint8 zurück",
    "d_deprocess_values": "Helligkeit, Farben und Kontrast bleiben beim Zurückrechnen erhalten",
    "d_visualize_format": "`visualize_filter` gibt (loss, Bild) in der verlangten Grösse zurück",
    "d_visualize_steps": "Von einem zufälligen Startbild aus werden 30 Schritte gemacht",
    "d_visualize_rise": "Die Aktivierung steigt über die Schritte deutlich an",
    "e_filters_count": "`visualize_filters` gibt so viele Bilder zurück wie verlangt",
    "e_filters_order": "Die Bilder kommen in der Reihenfolge der Filter",
    "e_stitch_shape": "Das zusammengesetzte Bild hat die richtige Grösse",
    "e_stitch_layout": "Jedes Bild steht unverändert an seinem Platz",
    "e_stitch_margin": "Schwarze Streifen liegen zwischen den Bildern und nirgends sonst",
}
