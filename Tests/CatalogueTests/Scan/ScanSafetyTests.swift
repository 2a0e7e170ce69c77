import Basics
import Catalogue
import Domain
import Glibc
import Host
import Jobs
import Storage
import TestKit
import Testing

/// The rules of the conventions for local media, section 12.
@Suite("Scanning: disks that sleep and folders that cannot be read")
struct ScanSafetyTests {
    @Test("a folder that is empty and was not keeps everything, until a full scan says that it is right")
    func emptyRoot() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009)/Up (2009).mkv", "Up (2009)/poster.jpg"])
            try await bench.scan()
            let away = try bench.disk.sibling("away")
            try bench.disk.move("Heat (1995).mkv", to: away + "/heat")
            try bench.disk.move("Up (2009)", to: away + "/up")
            await #expect(throws: JobFailure.self) { try await bench.scan() }
            let status = try await bench.status()
            #expect(status.contains(bench.disk.root) && status.contains("--full"), "\(status)")
            #expect(try await bench.stores.media.files(of: bench.folder).allSatisfy { !$0.isMissing })
            #expect(try await bench.scan(isFull: true) == "0 files, 2 missing")
            #expect(try await bench.stores.media.files(of: bench.folder).allSatisfy(\.isMissing))
            #expect(try await bench.scan() == "0 files", "now it is known to be empty")
            try bench.disk.move(away + "/heat", to: "Heat (1995).mkv")
            #expect(try await bench.scan() == "1 files, 1 changed")
        }
    }

    @Test("pictures alone are as good as nothing")
    func picturesOnly() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Up (2009)/Up (2009).mkv", "Up (2009)/poster.jpg"])
            try await bench.scan()
            try bench.disk.remove("Up (2009)/Up (2009).mkv")
            await #expect(throws: JobFailure.self) { try await bench.scan() }
            #expect(try await !bench.file("Up (2009)/Up (2009).mkv").isMissing)
        }
    }

    @Test("a folder that is gone keeps everything, and is found again without tricks")
    func missingRoot() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let before = try await bench.stores.media.files(of: bench.folder)
            let away = try bench.disk.sibling("away") + "/films"
            try bench.disk.move(bench.disk.root, to: away)
            for isFull in [false, true] {
                await #expect(throws: JobFailure.self) { try await bench.scan(isFull: isFull) }
            }
            #expect(try await bench.status().contains("not there"))
            #expect(try await bench.stores.media.files(of: bench.folder) == before)
            try bench.disk.move(away, to: bench.disk.root)
            #expect(try await bench.scan() == "2 files")
            #expect(try await bench.stores.media.files(of: bench.folder) == before)
        }
    }

    @Test("a new library may be empty")
    func newLibrary() async throws {
        try await ScanBench.with { bench async throws in
            #expect(try await bench.scan() == "0 files")
            #expect(try await bench.scan() == "0 files")
            try bench.disk.write("Heat (1995).mkv")
            #expect(try await bench.scan() == "1 files, 1 new titles")
        }
    }

    @Test("another disk in the same place is not looked at, unless a full scan is asked for")
    func otherDevice() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan()
            let media = bench.stores.media
            let folder = try #require(try await media.library(id: bench.library.id)).folders[0]
            let device = try #require(folder.device)
            try await media.endScan(FolderScan(folderID: folder.id, device: device + 1, digest: [1]))
            try bench.disk.remove("Heat (1995).mkv")
            try bench.disk.write("Up (2009).mkv")
            await #expect(throws: JobFailure.self) { try await bench.scan() }
            #expect(try await bench.status().contains("another disk"))
            #expect(try await bench.names() == ["Heat"])
            #expect(try await !bench.file("Heat (1995).mkv").isMissing)
            #expect(try await bench.scan(isFull: true) == "1 files, 1 new titles, 1 missing")
            #expect(try await media.library(id: bench.library.id)?.folders[0].device == device)
            #expect(try await bench.scan() == "1 files")
        }
    }

    @Test("a folder that cannot be read changes nothing of what it held", .enabled(if: geteuid() != 0))
    func unreadable() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Up (2009)/Up (2009).mkv", "Heat (1995).mkv", "Cube (1997).mkv"])
            try await bench.scan()
            try bench.disk.allow(0, "Up (2009)")
            try bench.disk.remove("Cube (1997).mkv")
            #expect(try await bench.scan().contains("Up (2009) (cannot be read)"))
            #expect(try await !bench.file("Up (2009)/Up (2009).mkv").isMissing)
            #expect(try await !bench.file("Cube (1997).mkv").isMissing, "nothing is concluded from half a look")
            try bench.disk.allow(0o755, "Up (2009)")
            #expect(try await bench.scan() == "2 files, 1 missing")
        }
    }

    @Test("where part of a folder could not be reached nothing counts as gone")
    func unreached() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let deep = [String](repeating: "d", count: HostLimits.folderDepthMax + 2).joined(separator: "/")
            try bench.disk.write("\(deep)/Cube (1997).mkv")
            try bench.disk.remove("Heat (1995).mkv")
            #expect(try await bench.scan().contains("too many folders deep"))
            #expect(try await !bench.file("Heat (1995).mkv").isMissing)
            try bench.disk.remove("d")
            #expect(try await bench.scan() == "1 files, 1 missing")
            #expect(try await bench.file("Heat (1995).mkv").isMissing)
        }
    }

    @Test("links stay inside, unless the setting lets them out")
    func links() async throws {
        try await ScanBench.with { bench async throws in
            let (out, allowed) = (try bench.disk.sibling("out"), try bench.disk.sibling("allowed"))
            try bench.disk.write(out + "/Cube (1997).mkv")
            try bench.disk.write(allowed + "/Up (2009).mkv")
            try bench.disk.write("Heat (1995)/Heat (1995).mkv")
            try bench.disk.link("Out", to: out)
            try bench.disk.link("Allowed", to: allowed)
            try bench.disk.link("Again", to: bench.disk.root + "/Heat (1995)")
            try bench.disk.link("Loop", to: bench.disk.root)
            try bench.disk.link("Nowhere (2000).mkv", to: "gone")
            let roots = AllowedRoots([HostPath(allowed)], dataFolder: nil, threads: HostThreads(count: 1))
            let status = try await bench.scan(nil) { $0.linkRoots = roots }
            #expect(try await bench.names() == ["Heat", "Up"])
            #expect(try await bench.stored("Heat (1995)/Heat (1995).mkv") != nil)
            #expect(status.contains("2 left out"), "\(status)")
        }
    }

    @Test("names that are no text are opened by their bytes")
    func odd() async throws {
        try await ScanBench.with { bench async throws in
            let name = Array("Caf".utf8) + [0xe9] + Array(" (2001).mkv".utf8)
            try bench.disk.write(bytes: name, "latin")
            try bench.disk.write(["Ame\u{301}lie (2001).mkv", "It's \"$HOME\" `ls` (2002).mkv", "-v (2003).mkv"])
            try await bench.scan()
            let files = try await bench.stores.media.files(of: bench.folder)
            let latin = try #require(files.first { $0.path.raw == name })
            #expect(latin.path.text == "Caf\u{fffd} (2001).mkv")
            #expect(try await bench.video(latin.titles[0]).lengthSeconds == 5400)
            #expect(try await bench.stored("Am\u{e9}lie (2001).mkv") != nil, "shown as one letter")
            let names = try await bench.names()
            #expect(names.contains("Amélie") && names.contains { $0.hasPrefix("It's \"$HOME\"") }, "\(names)")
            #expect(bench.disk.probed.contains("It's \"$HOME\" `ls` (2002).mkv") && bench.disk.probed.count == 4)
        }
    }
}

@Suite("Scanning: what is damaged, and what is interrupted")
struct ScanInterruptionTests {
    @Test("a description or a film that is damaged is told, and stops nothing")
    func damaged() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["A (2001).mkv", "B (2002).mkv", "C (2003).mkv", "D (2004).mkv"])
            try bench.disk.write("B (2002).nfo", "<movie><title>Broken")
            try bench.disk.write("C (2003).nfo", "<movie><title>Sea</title></movie>")
            try bench.disk.lengthen("C (2003).nfo", to: UInt64(CatalogueLimits.nfoBytesMax) + 1)
            try bench.disk.write("C (2003).mkv.json", "this is no JSON")
            try bench.disk.write("D (2004).mkv.json", "{}")
            let status = try await bench.scan()
            #expect(status.contains("4 files, 4 new titles. 2 left out"), "\(status)")
            #expect(status.contains("B (2002).nfo (a description that cannot be read)"), "\(status)")
            #expect(try await bench.names() == ["A", "B", "C", "D"])
            #expect(bench.message.hasSuffix("2 of 4 files could not be looked into"), "\(bench.message)")
            #expect(try await bench.video("A (2001).mkv").lengthSeconds == 5400)
            for path in ["C (2003).mkv", "D (2004).mkv"] {
                let video = try await bench.video(path)
                #expect(video.lengthSeconds == nil && video.files[0].file.probeState == .failed)
            }
        }
    }

    @Test("a damaged file is looked into again when it changed, and not before")
    func repaired() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("A (2001).mkv")
            try bench.disk.write("A (2001).mkv.json", "{}")
            try await bench.scan()
            try bench.disk.remove("A (2001).mkv.json")
            try await bench.scan()
            #expect(bench.disk.probed.count == 1)
            try bench.disk.write("A (2001).mkv", "repaired")
            try await bench.scan()
            #expect(bench.disk.probed.count == 2)
            #expect(try await bench.video("A (2001).mkv").lengthSeconds == 5400)
        }
    }

    @Test("a scan that was stopped in the middle goes on at the next run")
    func stopped() async throws {
        try await ScanBench.with { bench async throws in
            let count = CatalogueLimits.titlesPerScanBatch + 30
            try bench.disk.write((1...count).map { "Film \($0) (2001).mkv" })
            await #expect(throws: CancellationError.self) {
                try await bench.scan {
                    $0.ffprobe = nil
                } stopping: {
                    $0.message == "Storing titles"
                }
            }
            #expect(try await bench.names().count == CatalogueLimits.titlesPerScanBatch, "what was stored stays")
            let status = try await bench.scan { $0.ffprobe = nil }
            #expect(status == "\(count) files, 30 new titles")
            #expect(try await bench.names().count == count)
        }
    }

    @Test("what a stopped scan stored is noticed when it is gone before the next")
    func stoppedAndGone() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan { $0.ffprobe = nil }
            let names = (1...CatalogueLimits.titlesPerScanBatch).map { "Film \($0) (2001).mkv" }
            try bench.disk.write(names)
            await #expect(throws: CancellationError.self) {
                try await bench.scan {
                    $0.ffprobe = nil
                } stopping: {
                    $0.message == "Storing titles"
                }
            }
            for name in names { try bench.disk.remove(name) }
            // The folder is as the last whole scan saw it, but the library is not.
            #expect(try await bench.scan { $0.ffprobe = nil } == "1 files, 100 missing")
            #expect(try await bench.file(names[0]).isMissing)
            #expect(try await !bench.file("Heat (1995).mkv").isMissing)
        }
    }

    @Test("a task that is cancelled while files are looked into leaves the rest for the next run")
    func cancelledProbing() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write((1...60).map { "Film \($0) (2001).mkv" })
            await #expect(throws: CancellationError.self) {
                try await bench.scan(stopping: { $0.message.hasPrefix("Looking into") })
            }
            let first = bench.disk.probed.count
            #expect(first == CatalogueLimits.filesPerProbeBatch)
            #expect(try await bench.stores.media.unprobed(after: nil, limit: 100).count == 60 - first)
            try await bench.scan()
            #expect(bench.disk.probed.count == 60 && Set(bench.disk.probed).count == 60)
        }
    }
}
