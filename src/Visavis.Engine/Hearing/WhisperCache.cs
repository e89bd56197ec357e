using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>Keys and values of the tokens decoded so far, [6, 8, tokens, 64] each.</summary>
internal sealed class WhisperCache : IDisposable
{
    public OrtValue Keys { get; private set; } = OrtValue.OfFloats(6, 8, 0, 64);

    public OrtValue Values { get; private set; } = OrtValue.OfFloats(6, 8, 0, 64);

    /// <summary>Owns what the last run gave.</summary>
    public void Replace(OrtValue keys, OrtValue values)
    {
        Dispose();
        (Keys, Values) = (keys, values);
    }

    public void Dispose()
    {
        Keys.Dispose();
        Values.Dispose();
    }
}

/// <summary>What one run of the decoder gave.</summary>
internal sealed class WhisperStep(OrtValue logits, OrtValue align, int count) : IDisposable
{
    /// <summary>Tokens of this run.</summary>
    public int Count => count;

    /// <summary>Attention, [8, tokens, states].</summary>
    public ReadOnlySpan<float> Align => align.Floats;

    /// <summary>Behind the last token.</summary>
    public ReadOnlySpan<float> Logits => Row(count - 1);

    /// <summary>Behind token <paramref name="index"/> of this run.</summary>
    public ReadOnlySpan<float> Row(int index)
    {
        var size = (int)logits.Shape[1];
        return logits.Floats.Slice(index * size, size);
    }

    public void Dispose()
    {
        logits.Dispose();
        align.Dispose();
    }
}
