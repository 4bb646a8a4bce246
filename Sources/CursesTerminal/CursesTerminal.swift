import CNcurses
import ExplorerUI
