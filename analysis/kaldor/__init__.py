"""Kaldor: agent-based simulation of industrial transformation.

Names are loaded when they are first used, so that `import kaldor` is quick.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
