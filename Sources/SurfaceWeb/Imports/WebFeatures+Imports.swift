package import Imports

extension WebFeatures {
    /// What histories come in with, and go out.
    package struct Imports: Sendable {
        let desk: ImportDesk
        let exports: HistoryExport

        package init(desk: ImportDesk, exports: HistoryExport) {
            self.desk = desk
            self.exports = exports
        }
    }
}
