"""Draw the fields that `bench_verification --fields FOLDER` leaves: one picture per wind and shape.

usage: plot_verification.py FOLDER PICTURES
"""
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

SHAPES = {"slotted_cylinder": "slotted cylinder", "cone": "cone", "gaussian": "Gaussian"}
WINDS = {"rotation": "one turn", "swirl": "swirl, out and back"}
LEVELS = np.concatenate([[-0.05, 0.005], np.arange(0.1, 1.11, 0.1)])


def read(folder, name):
    return np.loadtxt(folder / f"{name}.csv", delimiter=",")


def panel(axes, field, title):
    drawn = axes.contourf(field, levels=LEVELS, cmap="viridis", extend="both")
    axes.set_title(f"{title}\nmin {field.min():.2g}, max {field.max():.3f}", fontsize=8)
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([])
    return drawn


def picture(path, heading, panels):
    figure, axes = plt.subplots(1, len(panels), figsize=(2.7 * len(panels), 3.0), constrained_layout=True)
    for one, (title, field) in zip(axes, panels):
        drawn = panel(one, field, title)
    figure.colorbar(drawn, ax=axes, shrink=0.8)
    figure.suptitle(heading, fontsize=10)
    figure.savefig(path, dpi=90)
    plt.close(figure)


def main():
    folder, pictures = map(pathlib.Path, sys.argv[1:3])
    pictures.mkdir(parents=True, exist_ok=True)
    for wind, wind_text in WINDS.items():
        for shape, shape_text in SHAPES.items():
            panels = [("start and exact end", read(folder, f"{wind}.{shape}.start"))]
            panels += [(scheme, read(folder, f"{wind}.{shape}.{scheme}")) for scheme in ("monotone", "positive")]
            picture(pictures / f"transport-{wind}-{shape.replace('_', '-')}.png", f"{shape_text}, {wind_text}, 100 x 100 cells", panels)
    for step in (75, 236):
        panels = [(name, read(folder, f"vortices.{step}.{name}")) for name in ("exact", "monotone", "positive")]
        picture(pictures / f"transport-vortices-{step}.png", f"Smolarkiewicz' vortices after {step} steps", panels)


if __name__ == "__main__":
    main()
