#include "partial_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include "kaldor/core/errors.hpp"
#include "kaldor/output/result_path.hpp"

namespace kaldor {
namespace {

// Half of the chunks that a node of a variable's index holds. The library keeps 272 bytes a chunk of every node in
// memory, used or not, for each of some two hundred variables: with its own 32 they were most of what a file takes
// there.
constexpr unsigned kIndexHalf = 4;
constexpr std::size_t kLargestStructure = std::size_t{4} << 20U;  // bytes of file structure kept in memory

[[noreturn]] void fail(const std::string& path, const std::string& reason) {
  throw OutputError(fmt::format("cannot write {}: {}", path, reason));
}

[[noreturn]] void refuse(const std::string& path, const char* expected, const char* got, const char* hint) {
  Fault fault;
  fault.file = path;
  fault.expected = expected;
  fault.got = got;
  fault.hint = hint;
  throw InputError({std::move(fault)});
}

std::filesystem::path folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? std::filesystem::path(".") : folder;
}

void prepare_folder(const std::string& path) {
  const auto folder = folder_of(path);
  std::error_code error;
  if (folder == kResultFolder) std::filesystem::create_directories(folder, error);
  if (error) fail(path, error.message());
  if (!std::filesystem::is_directory(folder, error)) {
    fail(path, fmt::format("there is no folder {}", folder.string()));
  }
}

constexpr int kCannotOpen = -1;
constexpr int kLocked = -2;

/// Bytes far beyond the end of the file, which are locked in place of its content.
constexpr off_t kFlushByte = off_t{1} << 62U;
constexpr std::chrono::seconds kLongestWait{5};
constexpr std::chrono::milliseconds kBetweenTries{1};

/// A lock of the open file, not of the process: other threads of this process are kept off as well.
bool set_lock(int descriptor, short type, off_t start, off_t length) {
  struct flock lock{};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = start;
  lock.l_len = length;
  // A file system without locks is no reason to refuse.
  return ::fcntl(descriptor, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

/// Descriptor of the file, locked for writing; otherwise one of the constants above.
int open_locked(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return kCannotOpen;
  if (set_lock(descriptor, F_WRLCK, 0, kFlushByte)) return descriptor;
  ::close(descriptor);
  return kLocked;
}

/// The file's structure stays in memory between flushes, so that what lies on the disk is whole whenever the run is
/// killed.
void keep_structure_in_memory(hid_t file) {
  H5AC_cache_config_t config{};
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  hdf5::check(H5Fget_mdc_config(file, &config));
  config.incr_mode = H5C_incr__off;
  config.flash_incr_mode = H5C_flash_incr__off;
  config.decr_mode = H5C_decr__off;
  config.evictions_enabled = 0;
  hdf5::check(H5Fset_mdc_config(file, &config));
}

}  // namespace

PartialFile::Change::Change(PartialFile& file) : file_(file) {
  if (file_.changes_++ > 0) return;
  const auto last = std::chrono::steady_clock::now() + kLongestWait;
  while (!set_lock(file_.lock_, F_WRLCK, kFlushByte, 1) && std::chrono::steady_clock::now() < last) {
    std::this_thread::sleep_for(kBetweenTries);
  }
}

PartialFile::Change::~Change() {
  if (--file_.changes_ == 0) set_lock(file_.lock_, F_UNLCK, kFlushByte, 1);
}

PartialFile::PartialFile(std::string path, bool overwrite)
    : path_(std::move(path)), partial_path_(path_ + ".partial"), overwrite_(overwrite) {
  if (path_.empty()) fail("the result", "its name is empty");
  std::error_code error;
  if (std::filesystem::is_directory(path_, error)) fail(path_, "it is a folder");
  if (std::filesystem::is_directory(partial_path_, error)) fail(partial_path_, "it is a folder");
  refuse_existing();
  prepare_folder(path_);
  lock();
  try {
    open(true);
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

PartialFile::~PartialFile() {
  const hdf5::Quiet quiet;
  file_.reset();
  if (lock_ >= 0) ::close(lock_);
}

void PartialFile::refuse_existing() const {
  std::error_code error;
  if (!overwrite_ && std::filesystem::exists(std::filesystem::symlink_status(path_, error))) {
    refuse(path_, "a name that is free", "an existing file",
           "choose another name, or have it replaced: --force, in Python overwrite=True");
  }
}

void PartialFile::lock() {
  lock_ = open_locked(partial_path_);
  if (lock_ >= 0 && ::lseek(lock_, 0, SEEK_END) > 0) {
    // What an earlier run left: readers that have it open keep it, this run starts a new file.
    ::unlink(partial_path_.c_str());
    ::close(lock_);
    lock_ = open_locked(partial_path_);
  }
  if (lock_ >= 0) return;
  if (lock_ == kCannotOpen) fail(path_, std::strerror(errno));
  refuse(path_, "a name that is free", "a file that another run is writing", "choose another name");
}

void PartialFile::open(bool create) {
  const hdf5::Quiet quiet;
  try {
    const hdf5::Handle access = hdf5::property_list(H5P_FILE_ACCESS);
    // Later file structures mark a killed run's file as unreadable, and the library's lock would keep readers off.
    hdf5::check(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18));
    hdf5::check(H5Pset_file_locking(access.get(), 0, 1));
    hdf5::check(H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG));
    hdf5::check(H5Pset_cache(access.get(), 0, 0, 0, 1.0));  // chunks and rows go straight to the file
    if (create) {
      const hdf5::Handle creation = hdf5::property_list(H5P_FILE_CREATE);
      hdf5::check(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
      hdf5::check(H5Pset_attr_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
      hdf5::check(H5Pset_istore_k(creation.get(), kIndexHalf));
      file_ = {H5Fcreate(partial_path_.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose};
    } else {
      file_ = {H5Fopen(partial_path_.c_str(), H5F_ACC_RDWR, access.get()), H5Fclose};
    }
    keep_structure_in_memory(file_.get());
  } catch (const hdf5::Failure& failure) {
    fail(path_, failure.what());
  }
}

void PartialFile::flush() {
  const hdf5::Quiet quiet;
  const Change change(*this);
  try {
    hdf5::check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL));
  } catch (const hdf5::Failure& failure) {
    fail(path_, failure.what());
  }
}

bool PartialFile::wants_reopening() const {
  const hdf5::Quiet quiet;
  std::size_t size = 0;
  return H5Fget_mdc_size(file_.get(), nullptr, nullptr, &size, nullptr) >= 0 && size > kLargestStructure;
}

void PartialFile::reopen() {
  const hdf5::Quiet quiet;
  const Change change(*this);
  if (!file_.reset()) fail(path_, "the file could not be closed");
  H5garbage_collect();  // otherwise the library keeps what it freed, in pieces that fit nothing else
  open(false);
}

void PartialFile::finish() {
  flush();
  const hdf5::Quiet quiet;
  const Change change(*this);
  if (!file_.reset()) fail(path_, "the file could not be closed");
  if (::fsync(lock_) != 0) fail(path_, std::strerror(errno));
  refuse_existing();
  if (::rename(partial_path_.c_str(), path_.c_str()) != 0) fail(path_, std::strerror(errno));
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);  // some file systems cannot; the file itself is safe
  ::close(folder);
}

}  // namespace kaldor
