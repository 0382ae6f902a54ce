output "gateway_environment" {
  description = "Settings of the gateway that follow from this module, as environment variables."
  value = merge(
    {
      UNIVOICE_STORES  = "aws"
      UNIVOICE_REGION  = var.region
      UNIVOICE_KMS_KEY = local.kms_key_arn
    },
    length(var.origins) == 0 ? {} : { UNIVOICE_ORIGINS = join(",", var.origins) }
  )
}

output "gateway_policy_json" {
  description = "IAM policy for the gateway's role: what its stores call on these tables, buckets and key."
  value       = data.aws_iam_policy_document.gateway.json
}

output "kms_key_arn" {
  description = "ARN of the customer managed key, made here or given."
  value       = local.kms_key_arn
}

output "table_arns" {
  description = "ARNs of the tables by their names."
  value = {
    for table in [
      aws_dynamodb_table.sessions,
      aws_dynamodb_table.voice_profiles,
      aws_dynamodb_table.users,
      aws_dynamodb_table.translation_segments,
      aws_dynamodb_table.api_keys,
    ] : table.name => table.arn
  }
}

output "segments_stream_arn" {
  description = "ARN of the stream of changes of the translation segments, for analytics."
  value       = aws_dynamodb_table.translation_segments.stream_arn
}

output "bucket_arns" {
  description = "ARNs of the buckets by kind: voice_embeddings, recordings, personal_data."
  value       = { for kind, bucket in aws_s3_bucket.this : kind => bucket.arn }
}
