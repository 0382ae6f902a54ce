data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  tags        = merge({ Environment = var.environment, Service = "univoice" }, var.tags)
  kms_key_arn = var.kms_key_arn == null ? aws_kms_key.data[0].arn : var.kms_key_arn
}

resource "aws_kms_key" "data" {
  count = var.kms_key_arn == null ? 1 : 0

  region                  = var.region
  description             = "UniVoice ${var.environment}: what users keep"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key.json
  tags                    = local.tags

  lifecycle {
    # Without it all voices and recordings are lost.
    prevent_destroy = true
  }
}

# The gateway's default for UNIVOICE_KMS_KEY.
resource "aws_kms_alias" "data" {
  count = var.kms_key_arn == null ? 1 : 0

  region        = var.region
  name          = "alias/univoice-data"
  target_key_id = aws_kms_key.data[0].key_id
}

# Who may use the key is decided by IAM policies of this account, as output gateway_policy_json is one.
data "aws_iam_policy_document" "key" {
  #checkov:skip=CKV_AWS_109:A key's policy that leaves the decision to IAM, as AWS's own default does
  #checkov:skip=CKV_AWS_111:The same
  #checkov:skip=CKV_AWS_356:In a key's policy * is this key
  statement {
    sid       = "IamDecides"
    actions   = ["kms:*"]
    resources = ["*"] # in a key's policy: this key

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}
