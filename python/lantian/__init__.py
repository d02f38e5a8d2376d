"""lantian 蓝天: a city's air under any plan of emission cuts, hour by hour.

>>> import lantian as lt
>>> run = lt.run("cases/mengzhou", variant="coarse", members=["counterfactual"])
>>> concentration = run.concentration("PM2p5", unit="ug/m3")
>>> concentration.dims, concentration.attrs["units"]
(('time', 'member', 'y', 'x'), 'ug m-3')

Everything is an xarray object with CF attributes; values are SI where no unit is asked for.
"""

from lantian._core import __version__
from lantian.boxes import box
from lantian.errors import InputErrors, Mistake
from lantian.language import set_language
from lantian.results import Run, Summary, open
from lantian.running import check, run
from lantian.sweeps import Sweep, open_sweep

__all__ = ["InputErrors", "Mistake", "Run", "Summary", "Sweep", "__version__", "box", "check", "open",
           "open_sweep", "run", "set_language"]
