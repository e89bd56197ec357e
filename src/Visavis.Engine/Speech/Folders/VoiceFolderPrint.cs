using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Visavis.Engine.Speech.Folders;

/// <summary>What a folder holds, by names, sizes and times: equal while nobody changed a file.</summary>
/// <param name="Value">A hash.</param>
/// <param name="Bytes">All files together.</param>
public sealed record VoiceFolderPrint(string Value, long Bytes)
{
    private const int MostFiles = 4_000;

    /// <exception cref="VoiceFolderException">The folder is larger than a voice can be, or cannot be read.</exception>
    public static VoiceFolderPrint Of(string path)
    {
        try
        {
            var lines = new List<string>();
            var bytes = 0L;
            foreach (var file in new DirectoryInfo(path).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, AttributesToSkip = 0 }))
            {
                if (file.Name.StartsWith('.'))
                {
                    continue;
                }
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(path, file.FullName)}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"));
                bytes += file.Length;
                if (lines.Count > MostFiles)
                {
                    throw new VoiceFolderException($"The folder holds more than {MostFiles} files.");
                }
            }
            lines.Sort(StringComparer.Ordinal);
            return new VoiceFolderPrint(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))), bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VoiceFolderException($"The folder cannot be read: {error.Message}", error);
        }
    }
}
