/// The Python that converts files of other kinds; each takes two paths, and has no single quotes.
enum ConversionScript {
  /// Names arrays that come without names: one alone, or several as a tuple.
  private static func dictionary(_ names: [String]) -> String {
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    return "d = d if isinstance(d, dict) else dict(zip([\(list)], "
      + "d if isinstance(d, tuple) else [d]))"
  }

  private static let saving =
    "np.savez(sys.argv[2], **{str(k): np.asarray(v) for k, v in d.items()})"

  /// PyTorch's tensors; NumPy has no bfloat16, which float32 holds.
  static func torch(_ names: [String], trusted: Bool) -> String {
    "import sys, torch, numpy as np; d = torch.load(sys.argv[1], \"cpu\""
      + (trusted ? ", weights_only=False" : "") + "); " + dictionary(names)
      + "; np.savez(sys.argv[2], **{str(k): (v.float() if v.dtype == torch.bfloat16 else v)"
      + ".detach().numpy() if torch.is_tensor(v) else np.asarray(v) for k, v in d.items()})"
  }

  /// Pickles of Python 2 and 3.
  static func pickle(_ names: [String]) -> String {
    "import sys, pickle, numpy as np; d = pickle.load(open(sys.argv[1], \"rb\"), "
      + "encoding=\"latin1\"); \(dictionary(names)); \(saving)"
  }

  /// What joblib wrote, packed or not.
  static func joblib(_ names: [String]) -> String {
    "import sys, joblib, numpy as np; d = joblib.load(sys.argv[1]); \(dictionary(names)); \(saving)"
  }

  /// The arrays of an HDF5 file and its groups; MATLAB stores the last dimension first.
  static func hdf5(transposed: Bool) -> String {
    "import sys, h5py, numpy as np; d = {}; h5py.File(sys.argv[1]).visititems(lambda n, o: "
      + "d.update({n.replace(\"/\", \"_\"): o}) if isinstance(o, h5py.Dataset) and "
      + "o.dtype.kind in \"biufS\" else None); np.savez(sys.argv[2], **{n: o[()]"
      + (transposed ? ".T" : "") + " for n, o in d.items()})"
  }

  /// The arrays of a MATLAB file up to version 7.
  static let matlab =
    "import sys, scipy.io, numpy as np; np.savez(sys.argv[2], **{k: v for k, v in "
    + "scipy.io.loadmat(sys.argv[1]).items() if k[0] != \"_\"})"

  /// A table that pandas reads, with a value a cell.
  static func frame(_ reader: String) -> String {
    "import sys, pandas as pd; pd.read_\(reader)(sys.argv[1]).to_csv(sys.argv[2], index=False)"
  }

  /// A list of records as JSON, or a record a line.
  static func json(isLines: Bool) -> String {
    "import sys, pandas as pd; pd.read_json(sys.argv[1], lines=\(isLines ? "True" : "False"))"
      + ".to_csv(sys.argv[2], index=False)"
  }

  /// A table that PyArrow reads, with a value a cell.
  static func table(_ source: String) -> String {
    "import sys, pyarrow as pa; \(source).to_csv(sys.argv[2], index=False)"
  }

  /// A table some of whose columns hold lists of equal length.
  static func lists(_ source: String) -> String {
    let libraries = source.hasPrefix("pa.") ? "pyarrow as pa" : "pandas as pd"
    return "import sys, \(libraries), numpy as np; d = \(source); np.savez(sys.argv[2], **{c: "
      + "np.stack(d[c]) if hasattr(d[c][0], \"__len__\") and not isinstance(d[c][0], str) "
      + "else np.array(d[c].to_list()) for c in d})"
  }

  /// The first sheet of a workbook as it stands.
  static let sheet =
    "import sys, pandas as pd; pd.read_excel(sys.argv[1], header=None)"
    + ".to_csv(sys.argv[2], index=False, header=False)"

  /// The first table of a document.
  static let word =
    "import sys, csv, docx; csv.writer(open(sys.argv[2], \"w\", newline=\"\")).writerows("
    + "[c.text for c in r.cells] for r in docx.Document(sys.argv[1]).tables[0].rows)"

  /// The first table of a database.
  static let sqlite =
    "import sys, csv, sqlite3; c = sqlite3.connect(sys.argv[1]); t = c.execute(\"select name from "
    + "sqlite_master where type = \\\"table\\\"\").fetchone()[0]; r = c.execute(\"select * from "
    + "\\\"\" + t + \"\\\"\"); w = csv.writer(open(sys.argv[2], \"w\", newline=\"\")); "
    + "w.writerow([d[0] for d in r.description]); w.writerows(r)"

  /// The features of TensorFlow's examples.
  static let records =
    "import sys, tensorflow as tf, numpy as np; r = [tf.train.Example.FromString(e.numpy())"
    + ".features.feature for e in tf.data.TFRecordDataset(sys.argv[1])]; np.savez(sys.argv[2], "
    + "**{k: np.array([getattr(e[k], e[k].WhichOneof(\"kind\")).value for e in r]) for k in r[0]})"

  /// A program that unpacks a file of zlib's.
  static let zlib =
    "python3 -c 'import sys, zlib; sys.stdout.buffer.write(zlib.decompress(open(sys.argv[1], "
    + "\"rb\").read()))'"

  /// The batches of CIFAR's Python version, each written beside itself as the binary version has it.
  static let cifar =
    "import sys, pickle, numpy as np; [np.column_stack([d[k] for k in (b\"coarse_labels\", "
    + "b\"fine_labels\", b\"labels\", b\"data\") if k in d]).astype(\"uint8\").tofile(f + \".bin\") "
    + "for f in sys.argv[1:] for d in [pickle.load(open(f, \"rb\"), encoding=\"bytes\")]]"
}
