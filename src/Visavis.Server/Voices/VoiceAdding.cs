using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Folders;
using Visavis.Server.Sessions;

namespace Visavis.Server.Voices;

/// <summary>
/// Puts a voice into a data folder: fetched, unpacked and tried in a hidden folder beside the others, then moved into place in one step,
/// so that a running server sees it whole or not at all. Needs no lock: voices are only files.
/// </summary>
internal sealed class VoiceAdding(string voices, TextWriter output)
{
    /// <summary>A dot hides it from the server.</summary>
    private const string StagingPrefix = ".adding-";

    private const int TableBytes = 8 << 20;

    /// <param name="source">A folder, archive or model, or the URL of an archive or model.</param>
    /// <param name="id">Its id; null takes the name of the source.</param>
    /// <param name="cancellation">Gives up and leaves nothing behind.</param>
    /// <exception cref="StartException">It is no voice, or cannot be had; the message says why.</exception>
    public async Task AddAsync(string source, string? id, CancellationToken cancellation)
    {
        var url = Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;
        var name = url is null ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source))) : Path.GetFileName(url.AbsolutePath);
        var wanted = id ?? Plain(name);
        if (!VoiceFolder.IsId(wanted))
        {
            throw new StartException($"'{wanted}' cannot be a voice's id: use --id with 1 to 64 letters, digits, '-', '_' and '.'.", StartException.WrongUse);
        }
        var place = Path.Combine(voices, wanted);
        RequireFree(place, wanted);
        var staging = Stage();
        try
        {
            var folder = Path.Combine(staging, wanted);
            Directory.CreateDirectory(folder);
            await (url is null ? CopyAsync(source, staging, folder, cancellation) : FetchAsync(url, name, staging, folder, cancellation)).ConfigureAwait(false);
            await TryAsync(folder, wanted, cancellation).ConfigureAwait(false);
            RequireFree(place, wanted);
            Directory.Move(folder, place);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static void RequireFree(string place, string id)
    {
        if (Directory.Exists(place) || File.Exists(place))
        {
            throw new StartException($"There is a voice folder '{id}' already: remove it first, or choose another id with --id.");
        }
    }

    private string Stage()
    {
        Directory.CreateDirectory(voices);
        var staging = Path.Combine(voices, StagingPrefix + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(staging);
        return staging;
    }

    private async Task FetchAsync(Uri url, string name, string staging, string folder, CancellationToken cancellation)
    {
        using var fetch = new VoiceFetch();
        if (name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            // The table first: it is small, and without it the model is of no use.
            var table = new UriBuilder(url) { Path = url.AbsolutePath + ".json" }.Uri;
            await fetch.FetchAsync(table, Path.Combine(folder, name + ".json"), TableBytes, (_, _) => { }, cancellation).ConfigureAwait(false);
            await fetch.FetchAsync(url, Path.Combine(folder, name), VoiceArchive.MostBytes, Progress(name), cancellation).ConfigureAwait(false);
            return;
        }
        if (!VoiceArchive.Is(name))
        {
            throw new StartException("The URL must end with .zip, .tar.gz, .tgz, .tar or .onnx.", StartException.WrongUse);
        }
        var archive = Path.Combine(staging, "archive" + name[VoiceArchive.NameOf(name).Length..]);
        await fetch.FetchAsync(url, archive, VoiceArchive.MostBytes, Progress(name), cancellation).ConfigureAwait(false);
        await UnpackAsync(archive, folder, cancellation).ConfigureAwait(false);
    }

    private async Task CopyAsync(string source, string staging, string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(source))
        {
            await CopyFolderAsync(source, folder, cancellation).ConfigureAwait(false);
        }
        else if (!File.Exists(source))
        {
            throw new StartException($"{source} does not exist.");
        }
        else if (source.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            var table = source + ".json";
            if (!File.Exists(table))
            {
                throw new StartException($"{Path.GetFileName(table)} is missing: a Piper voice needs it beside its model.");
            }
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
            File.Copy(table, Path.Combine(folder, Path.GetFileName(table)));
        }
        else if (VoiceArchive.Is(source))
        {
            await UnpackAsync(source, folder, cancellation).ConfigureAwait(false);
        }
        else
        {
            throw new StartException($"{source} is neither a folder nor a .zip, .tar.gz or .onnx file.", StartException.WrongUse);
        }
    }

    private async Task UnpackAsync(string archive, string folder, CancellationToken cancellation)
    {
        await output.WriteLineAsync("unpacking").ConfigureAwait(false);
        await VoiceArchive.UnpackAsync(archive, folder, VoiceArchive.MostBytes, cancellation).ConfigureAwait(false);
        // Most archives hold one folder that holds all.
        while (Directory.GetFiles(folder).Length == 0 && Directory.GetDirectories(folder) is [var only])
        {
            var inner = Path.Combine(Path.GetDirectoryName(folder)!, "inner");
            Directory.Move(only, inner);
            Directory.Delete(folder);
            Directory.Move(inner, folder);
        }
    }

    private static async Task CopyFolderAsync(string source, string target, CancellationToken cancellation)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, AttributesToSkip = FileAttributes.ReparsePoint };
        var (files, bytes) = (0, 0L);
        foreach (var file in new DirectoryInfo(source).EnumerateFiles("*", options).Where(file => !file.Name.StartsWith('.')))
        {
            cancellation.ThrowIfCancellationRequested();
            bytes += file.Length;
            if (++files > VoiceArchive.MostEntries || bytes > VoiceArchive.MostBytes)
            {
                throw new StartException($"{source} is too large for a voice: at most {VoiceArchive.MostEntries} files and {VoiceArchive.MostBytes >> 20} MiB.");
            }
            var copy = Path.Combine(target, Path.GetRelativePath(source, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await Task.Run(() => file.CopyTo(copy), cancellation).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(string path, string id, CancellationToken cancellation)
    {
        try
        {
            // A verdict that came with the voice is its maker's word, not ours.
            File.Delete(Path.Combine(path, VoiceVerdict.FileName));
            var folder = VoiceFolder.Read(path);
            await output.WriteLineAsync("trying it").ConfigureAwait(false);
            using var checker = new VoiceChecker(StageVoices.CheckProgram(), TimeProvider.System);
            var verdict = await checker.CheckAsync(folder, VoiceFolderPrint.Of(path), again: true, cancellation).ConfigureAwait(false);
            if (verdict.Fault is { } fault)
            {
                throw new StartException($"The voice is refused: {fault}");
            }
            var cost = verdict.CostPerSecond is { } seconds ? FormattableString.Invariant($", {seconds:0.000} s of a core for a second of speech") : "";
            await output.WriteLineAsync($"{id} is ready: {string.Join(", ", folder.Voices.Take(8).Select(voice => voice.Id))}{(folder.Voices.Count > 8 ? $" and {folder.Voices.Count - 8} more" : "")}{cost}")
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is VoiceFolderException or SpeechException)
        {
            throw new StartException($"The voice is refused: {error.Message}");
        }
    }

    /// <summary>A line for each tenth of a known length, or for each 10 MiB.</summary>
    private Action<long, long?> Progress(string name)
    {
        var told = -1L;
        return (bytes, all) =>
        {
            var step = all is > 0 ? bytes * 10 / all.Value : bytes / (10 << 20);
            if (step > told)
            {
                told = step;
                output.WriteLine(FormattableString.Invariant($"fetching {name}: {bytes / 1048576.0:0.0}{(all is > 0 ? $" of {all.Value / 1048576.0:0.0}" : "")} MiB"));
            }
        };
    }

    private static string Plain(string name)
    {
        var bare = name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? name[..^5] : VoiceArchive.NameOf(name);
        return string.Concat(Uri.UnescapeDataString(bare).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
    }
}
