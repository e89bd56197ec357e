namespace Visavis.Engine.Speech.Remote;

/// <summary>Why a try failed. The message holds nothing of the server's answer, which may quote the key.</summary>
/// <param name="message">A sentence for people.</param>
/// <param name="mayPass">Whether another try can help.</param>
/// <param name="after">When the server wants to be asked again.</param>
internal sealed class RemoteFault(string message, bool mayPass, TimeSpan? after = null, Exception? inner = null) : Exception(message, inner)
{
    public bool MayPass => mayPass;

    public TimeSpan? After => after;

    public static RemoteFault Of(HttpResponseMessage answer, TimeProvider time)
    {
        var code = (int)answer.StatusCode;
        var sentence = code switch
        {
            401 or 403 => $"The remote voice's server refused the key ({code}): check key_env in voice.json.",
            404 => "The remote voice's server has no such address, model or voice (404): check url, model and voice in voice.json.",
            429 => "The remote voice's server takes no more requests now (429).",
            >= 300 and < 400 => $"The remote voice's server sends the request elsewhere ({code}), where the key must not go: name the final url in voice.json.",
            < 500 => $"The remote voice's server refused the request ({code}): check model, voice and format in voice.json.",
            _ => $"The remote voice's server failed ({code}).",
        };
        return new RemoteFault(sentence, code is 408 or 425 or 429 or >= 500, WhenAgain(answer, time));
    }

    private static TimeSpan? WhenAgain(HttpResponseMessage answer, TimeProvider time) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
