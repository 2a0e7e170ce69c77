import HTTPTypes
import TestKit

/// The smallest zip archive that passes for an app: files that are stored as they are.
struct AppPackage {
    var files = ["classes.dex", "AndroidManifest.xml"]
    var content = "content"

    var bytes: [UInt8] {
        var (local, directory): ([UInt8], [UInt8]) = ([], [])
        for file in files {
            let place = local.count
            let sizes = Self.number(content.utf8.count, 4) + Self.number(content.utf8.count, 4)
            let names = Self.number(file.utf8.count, 2) + Self.number(0, 2)
            local += [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 14) + sizes + names + Array(file.utf8)
            local += Array(content.utf8)
            directory += [0x50, 0x4b, 1, 2] + [UInt8](repeating: 0, count: 16) + sizes + names
            directory += [UInt8](repeating: 0, count: 10) + Self.number(place, 4) + Array(file.utf8)
        }
        let counts = Self.number(0, 4) + Self.number(files.count, 2) + Self.number(files.count, 2)
        let end = counts + Self.number(directory.count, 4) + Self.number(local.count, 4) + Self.number(0, 2)
        return local + directory + [0x50, 0x4b, 5, 6] + end
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

/// A form in parts that publishes a release.
struct ReleaseForm {
    /// In the order in which they are sent; a name may come again.
    var fields: [(name: String, value: String)]
    var file: (name: String, bytes: [UInt8])?

    init(_ code: String = "7", _ more: [String: String] = [:]) {
        fields = [("version_code", code), ("version_name", "1.\(code)")]
        file = ("Kino App.apk", AppPackage().bytes)
        for (name, value) in more.sorted(by: { $0.key < $1.key }) {
            fields.removeAll { $0.name == name }
            fields.append((name, value))
        }
    }

    func without(_ name: String) -> ReleaseForm {
        var form = self
        form.fields.removeAll { $0.name == name }
        return form
    }

    func with(_ name: String, _ value: String) -> ReleaseForm {
        var form = self
        form.fields.append((name, value))
        return form
    }

    func with(file name: String, _ bytes: [UInt8] = AppPackage().bytes) -> ReleaseForm {
        var form = self
        form.file = (name, bytes)
        return form
    }

    private var body: [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--parts\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        if let file {
            let head =
                "--parts\r\nContent-Disposition: form-data; name=\"apk\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n"
            body += Array(head.utf8) + file.bytes + Array("\r\n".utf8)
        }
        return body + Array("--parts--\r\n".utf8)
    }

    /// The request of a device, with its token unless it is to come in the form.
    func scenario(_ device: Device, mount: String = "", hasToken: Bool = true) -> Scenario {
        let path = "\(mount)/api/app_update_publish"
        let scenario = Scenario("publish", .post, path).with(body: body)
            .with("Content-Type", "multipart/form-data; boundary=parts").with("Cookie", "PHPSESSID=\(device.cookie)")
        return hasToken ? scenario.with("X-CSRF-Token", device.token) : scenario
    }
}
