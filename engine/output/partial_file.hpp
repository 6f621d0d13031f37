#pragma once

#include <string>

#include "hdf5_layer.hpp"

namespace kaldor {

/// An HDF5 file under the name `path.partial` that takes its name when it is finished. Every failure is an OutputError.
class PartialFile {
public:
  /// Throws InputError if `path` exists and `overwrite` is not set, or if another process is writing the partial file.
  PartialFile(std::string path, bool overwrite);
  ~PartialFile();
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  /// While this lives, what lies on the disk need not be whole: readers do not copy the file. It waits some seconds for
  /// one that does.
  class Change {
  public:
    explicit Change(PartialFile& file);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

  private:
    PartialFile& file_;
  };

  hid_t id() const { return file_.get(); }
  const std::string& path() const { return path_; }
  const std::string& partial_path() const { return partial_path_; }

  /// Hands everything to the operating system. Handles of objects stay valid.
  void flush();
  /// Whether the library's memory of the file's structure has grown so far that the file should be reopened.
  bool wants_reopening() const;
  /// Closes and opens again; all handles of objects must be closed before.
  void reopen();
  /// Closes, waits for the disk and renames; all handles of objects must be closed before.
  void finish();
  /// After a failed write: leaves the file as it was flushed last. The library cannot give up a file without writing to
  /// it, so its identifier is left open until the process ends.
  void abandon() noexcept { file_.release(); }

private:
  void refuse_existing() const;
  void lock();
  void open(bool create);

  std::string path_, partial_path_;
  bool overwrite_;
  int lock_ = -1;  ///< descriptor of the partial file, locked while this run writes it
  int changes_ = 0;
  hdf5::Handle file_;
};

}  // namespace kaldor
