namespace Visavis.Engine.Hearing;

/// <summary>Choices among the 51,865 tokens.</summary>
internal static class WhisperLogits
{
    /// <summary>exp of less adds nothing to a sum of floats.</summary>
    private const float Negligible = -18;

    /// <summary>The likeliest token that is not suppressed, and the logarithm of its probability among those.</summary>
    public static (int Token, double LogProbability) Largest(ReadOnlySpan<float> logits, ReadOnlySpan<bool> suppressed)
    {
        logits = logits[..suppressed.Length];
        var (token, largest) = (0, float.NegativeInfinity);
        for (var id = 0; id < logits.Length; id++)
        {
            if (logits[id] > largest && !suppressed[id])
            {
                (token, largest) = (id, logits[id]);
            }
        }
        var sum = 0.0;
        for (var id = 0; id < logits.Length; id++)
        {
            if (logits[id] - largest > Negligible && !suppressed[id])
            {
                sum += Math.Exp(logits[id] - largest);
            }
        }
        return (token, -Math.Log(sum));
    }

    /// <summary>The probability of one token among all.</summary>
    public static double Share(ReadOnlySpan<float> logits, int token)
    {
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - logits[token]);
        }
        return 1 / sum;
    }
}
