using System.Text.Json;

namespace Visavis.Engine.Hearing;

/// <summary>The bytes of every text token. A token may hold half a character; text is made of whole words' bytes only.</summary>
internal sealed class WhisperTokens
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private WhisperTokens(byte[] bytes, int[] starts) => (_bytes, _starts) = (bytes, starts);

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<byte> this[int token] => _bytes.AsSpan(_starts[token].._starts[token + 1]);

    /// <param name="path">whisper_tokens.json: an array of base64 strings, the index being the token.</param>
    /// <exception cref="RecogniserException">The file is missing or is something else.</exception>
    public static WhisperTokens Load(string path)
    {
        try
        {
            var reader = new Utf8JsonReader(File.ReadAllBytes(path));
            var (bytes, starts) = (new List<byte>(400_000), new List<int>(50_000));
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    starts.Add(bytes.Count);
                    bytes.AddRange(reader.GetBytesFromBase64());
                }
            }
            starts.Add(bytes.Count);
            return new WhisperTokens([.. bytes], [.. starts]);
        }
        catch (Exception e) when (e is IOException or JsonException or FormatException)
        {
            throw new RecogniserException($"{path} cannot be read as the recogniser's tokens: {e.Message}", e);
        }
    }
}
