using System.Formats.Tar;
using System.IO.Compression;

namespace Visavis.Server.Voices;

/// <summary>
/// Unpacks a .zip, .tar, .tar.gz or .tgz into a folder. An archive is a stranger's: names that lead out of the folder, links and devices
/// are refused, and what comes out is counted while it comes, not believed from the archive's own table.
/// </summary>
internal static class VoiceArchive
{
    /// <summary>Files and folders; Kokoro with all its speakers has sixty.</summary>
    public const int MostEntries = 4_000;

    /// <summary>Unpacked; the largest voice known takes 0.4 GB.</summary>
    public const long MostBytes = 2L << 30;

    /// <summary>A unix mode's kind of file, in the upper half of a zip entry's attributes.</summary>
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    private static readonly string[] Endings = [".zip", ".tar", ".tar.gz", ".tgz"];

    public static bool Is(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name without the archive's ending.</summary>
    public static string NameOf(string name) =>
        Endings.OrderByDescending(ending => ending.Length).FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found
            ? name[..^found.Length]
            : name;

    /// <exception cref="StartException">The archive is broken, too large or wants to write elsewhere.</exception>
    /// <param name="archive">The file; its ending tells what it is.</param>
    /// <param name="target">The folder to fill.</param>
    /// <param name="mostBytes">All files together.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task UnpackAsync(string archive, string target, long mostBytes, CancellationToken cancellation)
    {
        try
        {
            if (archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                await UnzipAsync(archive, new Unpacked(target, mostBytes), cancellation).ConfigureAwait(false);
            }
            else
            {
                await UntarAsync(archive, new Unpacked(target, mostBytes), cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new StartException($"{Path.GetFileName(archive)} is no archive that can be read, or is cut off: {error.Message}");
        }
    }

    private static async Task UnzipAsync(string archive, Unpacked unpacked, CancellationToken cancellation)
    {
        using var zip = ZipFile.OpenRead(archive);
        foreach (var entry in zip.Entries)
        {
            if ((entry.ExternalAttributes >> 16 & KindMask) is not (0 or RegularFile or Folder))
            {
                throw Unpacked.Refuse(entry.FullName, "is a link or a device");
            }
            if (entry.FullName.EndsWith('/'))
            {
                unpacked.AddFolder(entry.FullName);
                continue;
            }
            var content = entry.Open();
            await using (content.ConfigureAwait(false))
            {
                await unpacked.AddAsync(entry.FullName, content, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task UntarAsync(string archive, Unpacked unpacked, CancellationToken cancellation)
    {
        var file = File.OpenRead(archive);
        await using var _ = file.ConfigureAwait(false);
        Stream content = archive.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? file : new GZipStream(file, CompressionMode.Decompress);
        await using var __ = content.ConfigureAwait(false);
        var tar = new TarReader(content);
        await using var ___ = tar.ConfigureAwait(false);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    unpacked.AddFolder(entry.Name);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    await unpacked.AddAsync(entry.Name, entry.DataStream ?? Stream.Null, cancellation).ConfigureAwait(false);
                    break;
                case TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                    break;
                default:
                    throw Unpacked.Refuse(entry.Name, "is a link or a device");
            }
        }
    }

    /// <summary>What came out so far.</summary>
    private sealed class Unpacked(string target, long mostBytes)
    {
        private readonly byte[] _buffer = new byte[128 * 1024];
        private int _entries;
        private long _bytes;

        public static StartException Refuse(string name, string why) => new($"The archive is refused: '{name}' {why}.");

        public void AddFolder(string name) => Directory.CreateDirectory(Place(name));

        public async Task AddAsync(string name, Stream content, CancellationToken cancellation)
        {
            var path = Place(name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (File.Exists(path))
            {
                throw Refuse(name, "is in it twice");
            }
            var file = new FileStream(path, FileMode.CreateNew);
            await using var _ = file.ConfigureAwait(false);
            while (await content.ReadAsync(_buffer, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                _bytes += count;
                if (_bytes > mostBytes)
                {
                    throw new StartException($"The archive is refused: it unpacks to more than {mostBytes >> 20} MiB, the limit for a voice.");
                }
                await file.WriteAsync(_buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            }
        }

        private string Place(string name)
        {
            if (++_entries > MostEntries)
            {
                throw new StartException($"The archive is refused: it holds more than {MostEntries} files.");
            }
            var parts = name.Split('/', '\\');
            if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Length > 500 || parts.Contains("..") || name.Any(char.IsControl))
            {
                throw Refuse(name, "would be written outside of the voice's folder");
            }
            return Path.Combine([target, .. parts.Where(part => part is not ("" or "."))]);
        }
    }
}
